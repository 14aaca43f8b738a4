"""Settings: defaults, the environment, and a sentence instead of a traceback."""

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import ROOT, SOCKET_PATH_LIMIT, Settings, SettingsError


def test_defaults():
    settings = Settings.load()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.data == ROOT / "data"
    assert settings.problems == ROOT / "problems"
    assert settings.socket == ROOT / "data" / "judge.sock"
    assert settings.database_url == f"sqlite:///{ROOT / 'data' / 'torchyard.db'}"
    assert (settings.learners, settings.judge, settings.unsafe) == ("one", "child", False)
    assert settings.queue_size == 64
    assert settings.max_source == 64 * 1024


def test_the_environment_is_read(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "PORT": "9000", "DATA": "here", "UNSAFE": "true", "ALLOWED_HOSTS": "a.example, B.example,", "QUEUE_SIZE": "",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"TORCHYARD_{name}", value)
    settings = Settings.load()
    assert settings.port == 9000
    assert settings.data == tmp_path / "here"
    assert settings.unsafe is True
    assert settings.allowed_hosts == ("a.example", "b.example")
    assert settings.queue_size == 64, "an empty variable is none"


def test_settings_do_not_change():
    with pytest.raises(ValidationError):
        Settings.load().port = 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "http"), ("PORT", "70000"), ("JUDGE", "celery"), ("LEARNERS", "many"), ("QUEUE_SIZE", "0"),
     ("MAX_SOURCE_KIB", "-1"), ("UNSAFE", "perhaps"), ("JUDGE_SOCKET", "/" + "x" * 200)],
)  # fmt: skip
def test_a_bad_setting_is_one_sentence(monkeypatch, name, value):
    monkeypatch.setenv(f"TORCHYARD_{name}", value)
    with pytest.raises(SettingsError) as caught:
        Settings.load()
    sentence = str(caught.value)
    assert f"TORCHYARD_{name}" in sentence.upper()
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_a_misspelt_variable_is_not_ignored(monkeypatch):
    monkeypatch.setenv("TORCHYARD_PROT", "9000")
    with pytest.raises(SettingsError, match="Did you mean TORCHYARD_PORT"):
        Settings.load()


def test_variables_that_resemble_no_setting_are_somebody_elses(monkeypatch):
    monkeypatch.setenv("TORCHYARD_BENCHMARK_ROUNDS", "3")
    Settings.load()


def test_a_deep_data_folder_still_has_a_socket(tmp_path, monkeypatch):
    deep = tmp_path / ("d" * 100) / "data"
    settings = Settings.load(data=deep)
    assert len(os.fsencode(settings.socket)) <= SOCKET_PATH_LIMIT
    assert settings.socket == Settings.load(data=deep).socket, "web and judge find each other"
    assert settings.socket != Settings.load(data=deep.parent / "other").socket
    settings.prepare()
    assert settings.socket.parent.stat().st_mode & 0o077 == 0
    settings.socket.parent.chmod(0o777)
    with pytest.raises(SettingsError, match="somebody else"):
        settings.prepare()
    settings.socket.parent.rmdir()


def test_a_long_temporary_folder_is_no_way_out_either(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / ("t" * 120)))
    settings = Settings.load(data=tmp_path / ("d" * 100))
    assert settings.socket.parent.parent == Path("/tmp")
    assert len(os.fsencode(settings.socket)) <= SOCKET_PATH_LIMIT


def test_data_is_made_when_missing_or_refused(tmp_path):
    Settings.load(data=tmp_path / "a" / "b").prepare()
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="cannot be made"):
        Settings.load(data=tmp_path / "file" / "data").prepare()


def test_a_child_gets_the_very_same_settings(monkeypatch, tmp_path):
    settings = Settings.load(data=tmp_path, unsafe=True, allowed_hosts=("a.example", "b.example"), slots=3, port=0)
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)
    child = Settings.load()
    assert child.model_dump(exclude={"judge_socket"}) == settings.model_dump(exclude={"judge_socket"})
    assert child.socket == settings.socket


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True),
     ("0.0.0.0", False), ("::", False), ("192.168.1.5", False), ("yard.example", False)],
)  # fmt: skip
def test_loopback(host, alone):
    assert Settings.load(host=host).on_loopback is alone


def test_own_names():
    assert Settings.load(host="0.0.0.0").hosts == {"localhost", "127.0.0.1", "::1"}
    assert "192.168.1.5" in Settings.load(host="192.168.1.5").hosts
    assert "*" in Settings.load(allowed_hosts=("*",)).hosts
