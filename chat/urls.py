"""What can be asked of the app, under wherever the site includes it."""

from django.urls import path

from chat import pages, views
from chat.keys import bearer

app_name = "chatkit"
urlpatterns = [
    path("", pages.chat, name="page"),
    path("search/", pages.search, name="search"),
    path("usage/", pages.used, name="usage"),
    path("data/", pages.data, name="data"),
    path("data/copy/", pages.ask_copy, name="data-copy"),
    path("data/copy/<int:request_id>/", pages.copy, name="data-file"),
    path("data/erasure/", pages.ask_erasure, name="data-erasure"),
    path("wire/", views.wire, name="wire"),
    path("answers/<slug:answer_id>/", views.answer, name="answer"),
    path("answers/<slug:answer_id>/stop/", views.stop_answer, name="stop"),
    path("reports/", views.reports, name="reports"),
    path("uploads/", views.uploads, name="uploads"),
    path("uploads/<str:ticket>/", views.upload, name="upload"),
    path("files/<slug:file_id>/", views.file, name="file"),
    path("entities/", views.entities, name="entities"),
    path("announcement/", views.announcement, name="announcement"),
    path("allowance/", views.allowance, name="allowance"),
    path("api/", views.wire, {"key": bearer}, name="api"),
    path("api/answers/<slug:answer_id>/", views.answer, {"key": bearer}, name="api-answer"),
    path("api/answers/<slug:answer_id>/stop/", views.stop_answer, {"key": bearer}, name="api-stop"),
    path("api/reports/", views.reports, {"key": bearer}, name="api-reports"),
    path("api/uploads/", views.uploads, {"key": bearer}, name="api-uploads"),
    path("api/files/<slug:file_id>/", views.file, {"key": bearer}, name="api-file"),
    path("api/announcement/", views.announcement, {"key": bearer}, name="api-announcement"),
    path("api/allowance/", views.allowance, {"key": bearer}, name="api-allowance"),
    path("api/entities/", views.entities, {"key": bearer}, name="api-entities"),
]
