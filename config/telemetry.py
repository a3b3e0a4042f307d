"""Spans for OpenTelemetry, where OTEL_EXPORTER_OTLP_ENDPOINT says who wants them; the rest of OTEL_* is its SDK's."""

from __future__ import annotations

from config import environment


def export_spans() -> None:
    if not environment.url("OTEL_EXPORTER_OTLP_ENDPOINT"):
        return
    # Here, because they take a third of a second that sites without them need not wait.
    from opentelemetry import trace  # noqa: PLC0415
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
