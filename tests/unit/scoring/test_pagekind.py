"""Pages that hold no article say what they are; those that only look so say nothing."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.scoring import pagekind_words
from cleaner.scoring.pagekind_words import any_of

CLEANER = Cleaner()
PROSE = "The ferry to the island was late again on Friday, said the people who had waited on the pier. "
LOG_IN = "<form><input name=u><input type=password><button>{}</button></form>"
WALLS = {
    "en": "<p>We use cookies. Cookies help. Accept all cookies or manage consent.</p><button>Accept</button>",
    "fr": "<h2>Nous respectons votre vie privée</h2><p>Nous stockons des cookies pour mesurer l'audience. Votre "
    "consentement vaut treize mois.</p><button>Tout accepter</button><button>Paramétrer les cookies</button>",
    "de": "<p>Mit Ihrer Einwilligung verarbeiten wir Daten. Details zu Tracking und Cookies finden Sie in unserer "
    "Datenschutzerklärung.</p><button>Akzeptieren und weiter</button>",
    "nl": "<h2>Cookies</h2><p>Wij gebruiken cookies om onze site te verbeteren. Door op akkoord te klikken geef je "
    "toestemming voor het plaatsen van cookies.</p><button>Akkoord</button><button>Weigeren</button>",
    "cs": "<p>Vážíme si vašeho soukromí. Používáme soubory cookie. Kliknutím na Souhlasím udělíte souhlas se "
    "zpracováním cookies.</p><button>Souhlasím</button>",
}


@pytest.mark.parametrize(
    ("markup", "sign"),
    [
        ("<div id=root></div><script>" + "x" * 3000 + "</script>", "empty: no visible text (a shell"),
        ("<noscript>You need to enable JavaScript to run this app.</noscript><div id=app></div>", "a shell"),
        ("<noscript>É necessário ativar o JavaScript.</noscript>", "a shell"),
        ("<noscript>Для работы нужен JavaScript.</noscript>", "a shell"),
        ("<title>404 Not Found</title><h1>Not found</h1><p>Sorry.</p>", "an error page"),
        ("<title>Fehler 404 | Kahnwerft</title><h1>Diese Seite gibt es nicht (mehr)</h1>", "an error page"),
        ("<title>Kahnwerft - 404</title><p>Hier ist nichts.</p>", "an error page"),
        ("<h1>お探しのページは見つかりませんでした</h1><p>削除された可能性があります。</p>", "an error page"),
        ("<h1>عذرًا، الصفحة غير موجودة</h1><p>ربما تم حذفها.</p>", "an error page"),
        ("<h1>500 – wewnętrzny błąd serwera</h1><p>Spróbuj ponownie później.</p>", "an error page"),
        ("<h1>429 Too Many Requests</h1><p>Slow down.</p>", "an error page"),
        ("<h1>Sito in manutenzione</h1><p>Torneremo presto.</p>", "an error page"),
        ("<h1>Åtkomst nekad</h1><p>Du har inte behörighet.</p>", "an error page"),
        ("<h1>Welcome</h1>" + LOG_IN.format("Log in"), "a log-in page"),
        ("<h1>Inicia sesión</h1><p>¿No tienes cuenta?</p>" + LOG_IN.format("Entrar"), "a log-in page"),
        ("<h1>Вход в личный кабинет</h1>" + LOG_IN.format("Войти"), "a log-in page"),
        ("<title>로그인</title>" + LOG_IN.format("로그인"), "a log-in page"),
        ("<title>Just a moment...</title><p>Checking your browser</p>", "a check for robots"),
        ("<h1>请完成安全验证</h1><p>请滑动滑块完成验证后继续访问。</p>", "a check for robots"),
        *((wall, "a consent wall") for wall in WALLS.values()),
        ("<h1>This domain is for sale</h1><p>Ask for a price.</p>", "a parked domain"),
        ("<meta http-equiv=refresh content='0; url=/b'><p>Moved.</p>", "a redirect"),
        ("<frameset><frame src=a></frameset>", "a frame set"),
        ("", "empty: no visible text"),
    ],
)
def test_a_page_without_content_is_named(markup: str, sign: str) -> None:
    assert any(sign in warning for warning in CLEANER.clean(markup, kind="html").warnings)


@pytest.mark.parametrize(
    "markup",
    [
        f"<article><h1>A late ferry</h1><p>{PROSE * 3}</p><p>{PROSE * 2}</p></article>",
        f"<h1>Error 404 explained</h1><p>{PROSE * 20}</p>",
        f"<p>{PROSE * 20}</p><form><input type=password>Log in</form>",
        f"<header><form>Log in <input type=password></form></header><h1>A late ferry</h1><p>{PROSE * 4}</p>",
        f"<article><h1>Flight 404 lands late</h1><p>{PROSE * 4}</p></article>",
        f"<article><h1>Room 404 - a story</h1><p>{PROSE * 4}</p></article>",
        f"<article><h1>Nicht gefunden: Suche nach Kahn geht weiter</h1><p>{PROSE * 3}</p></article>",
        "<article><h1>Cookies for the fair</h1><p>The bakers will sell their cookies at the fair. Who wants to sell "
        "cookies may accept a table from the council. The cookies are judged at noon.</p></article>",
    ],
)
def test_a_page_with_content_is_not(markup: str) -> None:
    assert CLEANER.clean(markup, kind="html").warnings == ()


@pytest.mark.parametrize("name", ["ERROR", "ROBOT", "LOG_IN", "CONSENT", "ACCEPT", "SCRIPTS", "PARKED"])
def test_phrases_are_whole_words_and_never_empty(name: str) -> None:
    pattern = any_of(getattr(pagekind_words, name))
    assert not pattern.search("") and not pattern.search("x entrance y relogins z")
