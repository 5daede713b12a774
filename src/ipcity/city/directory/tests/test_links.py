"""Links in mails: under the public address where one is set, whatever name the request came under."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client, RequestFactory

from ipcity.city.directory.links import absolute


def test_the_public_address_goes_before_the_name_of_the_request(settings) -> None:
    request = RequestFactory(SERVER_NAME="localhost").get("/x/")
    assert absolute("/a/?b=1", request) == "http://localhost/a/?b=1" and absolute("/a/") == "/a/"
    settings.PUBLIC_ADDRESS = "https://ip.example.gov.cn"
    assert absolute("/a/", request) == absolute("/a/") == "https://ip.example.gov.cn/a/"


@pytest.mark.django_db
def test_a_reset_of_the_password_leads_there(settings, mailoutbox) -> None:
    cache.clear()
    settings.PUBLIC_ADDRESS = "https://ip.example.gov.cn"
    User.objects.create_user("liu", email="liu@example.com", password="x")
    browser = Client(SERVER_NAME="localhost")
    browser.post("/account/password/reset/", {"email": "liu@example.com"})
    link = re.search(r"https://ip\.example\.gov\.cn(/account/password/reset/key/\S+)", mailoutbox[0].body)
    assert link and browser.get(link[1]).status_code == 302
