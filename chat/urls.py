"""What can be asked of the app, under wherever the site includes it."""

from django.urls import path

from chat import views

app_name = "chatkit"
urlpatterns = [
    path("", views.page, name="page"),
    path("wire/", views.wire, name="wire"),
    path("answers/<str:answer_id>/", views.answer, name="answer"),
    path("answers/<str:answer_id>/stop/", views.stop_answer, name="stop"),
    path("files/<str:file_id>/", views.file, name="file"),
    path("entities/", views.entities, name="entities"),
]
