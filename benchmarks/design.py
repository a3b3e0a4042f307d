"""The usual self-hosted design: FastAPI, and a store of two tables with SQLAlchemy's async engine and asyncpg.

What tutorials and published stores for ChatKit have in common; as quick as its parts let it be without leaving them.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from chatkit.store import NotFoundError, Store
from chatkit.types import Attachment, Page, ThreadItem, ThreadMetadata
from fastapi import FastAPI
from pydantic import TypeAdapter
from sqlalchemy import JSON, DateTime, ForeignKey, String, delete, select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from benchmarks.sample import Context, answering, serve

engine = create_async_engine(os.environ["DATABASE_URL"].replace("postgres://", "postgresql+asyncpg://"), pool_size=20)
sessions = async_sessionmaker(engine, expire_on_commit=False)
items = TypeAdapter[ThreadItem](ThreadItem)


class Base(DeclarativeBase):
    pass


class ThreadRow(Base):
    __tablename__ = "design_thread"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)


class ItemRow(Base):
    __tablename__ = "design_item"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    thread_id: Mapped[str] = mapped_column(ForeignKey(ThreadRow.id, ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)


class SqlStore(Store[Context]):
    async def load_thread(self, thread_id: str, context: Context) -> ThreadMetadata:
        async with sessions() as session:
            row = await session.get(ThreadRow, thread_id)
        if row is None:
            raise NotFoundError(thread_id)
        return ThreadMetadata.model_validate(row.payload)

    async def save_thread(self, thread: ThreadMetadata, context: Context) -> None:
        async with sessions() as session:
            payload = thread.model_dump(mode="json")
            await session.merge(ThreadRow(id=thread.id, created_at=thread.created_at.astimezone(), payload=payload))
            await session.commit()

    async def load_threads(self, limit: int, after: str | None, order: str, context: Context) -> Page[ThreadMetadata]:
        async with sessions() as session:
            rows = await session.scalars(select(ThreadRow).order_by(ThreadRow.created_at.desc()).limit(limit))
            return Page(data=[ThreadMetadata.model_validate(row.payload) for row in rows])

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: Context
    ) -> Page[ThreadItem]:
        place = ItemRow.created_at.desc() if order == "desc" else ItemRow.created_at.asc()
        wanted = select(ItemRow).where(ItemRow.thread_id == thread_id).order_by(place).limit(limit + 1)
        async with sessions() as session:
            rows = (await session.scalars(wanted)).all()
        data = [items.validate_python(row.payload) for row in rows[:limit]]
        return Page(data=data, has_more=len(rows) > limit, after=data[-1].id if rows[limit:] else None)

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        await self.save_item(thread_id, item, context)

    async def save_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        async with sessions() as session:
            payload = item.model_dump(mode="json")
            created_at = item.created_at.astimezone()
            await session.merge(ItemRow(id=item.id, thread_id=thread_id, created_at=created_at, payload=payload))
            await session.commit()

    async def load_item(self, thread_id: str, item_id: str, context: Context) -> ThreadItem:
        async with sessions() as session:
            row = await session.get(ItemRow, item_id)
        if row is None:
            raise NotFoundError(item_id)
        return items.validate_python(row.payload)

    async def delete_thread(self, thread_id: str, context: Context) -> None:
        async with sessions() as session:
            await session.execute(delete(ThreadRow).where(ThreadRow.id == thread_id))
            await session.commit()

    async def delete_thread_item(self, thread_id: str, item_id: str, context: Context) -> None:
        async with sessions() as session:
            await session.execute(delete(ItemRow).where(ItemRow.id == item_id))
            await session.commit()

    async def save_attachment(self, attachment: Attachment, context: Context) -> None:
        raise NotImplementedError("Nobody is measured with files.")

    async def load_attachment(self, attachment_id: str, context: Context) -> Attachment:
        raise NotImplementedError("Nobody is measured with files.")

    async def delete_attachment(self, attachment_id: str, context: Context) -> None:
        raise NotImplementedError("Nobody is measured with files.")


@asynccontextmanager
async def tables(_app: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield
    await engine.dispose()


app = FastAPI(lifespan=tables)
serve(app, answering(SqlStore()))
