"""What pages that hold no article say of themselves, in some thirty languages.

Written from memory of such pages, not copied from any. A phrase is compared word by word; one of a
script that sets no spaces may stand anywhere, and `*` is the rest of a word.
"""

from __future__ import annotations

import re
from functools import cache

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")

# In a title or a heading.
ERROR = """
page not found; page was not found; page is not available; page not available; content not available; file not found
page can't be found; page cannot be found; page could not be found; page couldn't be found; page does not exist
page doesn't exist; page no longer exists; can't find that page; can't find this page; can't find the page
couldn't find that page; couldn't find the page; no longer available; url not found; the requested url; access denied
access is denied; permission denied; internal server error; bad gateway; service unavailable; gateway timeout
gateway time-out; too many requests; something went wrong; an error occurred; an error has occurred
browser is not supported; browser is no longer supported; unsupported browser; update your browser
upgrade your browser; under maintenance; scheduled maintenance; maintenance mode; be right back; seite nicht gefunden
seite wurde nicht gefunden; seite leider nicht gefunden; seite nicht verfügbar; zugriff verweigert
seite nicht vorhanden; seite existiert nicht; seite gibt es nicht; serverfehler; wartungsarbeiten; wartungsmodus
nicht mehr verfügbar; page introuvable; page non trouvée; page inexistante; page n'existe pas; page n'existe plus
accès refusé; accès interdit; en maintenance; erreur interne du serveur; erreur du serveur; página no encontrada
página no existe; página no disponible; acceso denegado; en mantenimiento; error del servidor; página não encontrada
página não existe; página não disponível; acesso negado; em manutenção; erro interno do servidor; pagina non trovata
pagina inesistente; pagina non esiste; pagina non disponibile; accesso negato; in manutenzione; pàgina no trobada
pagina niet gevonden; pagina bestaat niet; toegang geweigerd; in onderhoud; nie znaleziono strony; strona nie istnieje
strony nie znaleziono; strona nie została znaleziona; odmowa dostępu; stránka nenalezena; stránka nebyla nalezena
stránka neexistuje; přístup odepřen; stránka nebola nájdená; sidan hittades inte; sidan kunde inte hittas
sidan finns inte; åtkomst nekad; siden blev ikke fundet; adgang nægtet; siden findes ikke; siden ble ikke funnet
siden finnes ikke; ingen tilgang; sivua ei löyty*; pääsy estetty; pääsy kielletty; sayfa bulunamadı; erişim engellendi
az oldal nem található; az oldal nem létezik; pagina nu a fost găsită; pagina nu există; η σελίδα δεν βρέθηκε
η σελίδα δεν υπάρχει; страница не найдена; страница не существует; сторінку не знайдено; сторінка не існує
доступ запрещен; доступ запрещён; доступ заборонено; הדף לא נמצא; الصفحة غير موجودة; الصفحة غير متوفرة; صفحه یافت نشد
صفحه پیدا نشد; पृष्ठ नहीं मिला; पेज नहीं मिला; ไม่พบหน้า; không tìm thấy trang; trang không tồn tại
halaman tidak ditemukan; お探しのページ; ページが見つかりません; ページは存在しません; アクセスが拒否; メンテナンス中
页面不存在; 页面未找到; 找不到页面; 找不到頁面; 頁面不存在; 访问被拒绝; 系统维护; 페이지를 찾을 수 없
존재하지 않는 페이지; 접근이 거부
"""
ROBOT = """
verify you are human; verifying you are human; verify that you are human; verify you are not a robot; not a robot
are you a robot; are you human; checking your browser; just a moment...; unusual traffic; unusual activity; captcha
security check; ddos protection; attention required; review the security of your connection; kein roboter
pas un robot; no soy un robot; no eres un robot; não sou um robô; não é um robô; non sono un robot; non sei un robot
geen robot; nie jestem robotem; nie jesteś robotem; не робот; robot olmadığınızı; ロボットではありません; 人机验证
人机身份验证; 安全验证; 完成验证; 完成驗證; 验证码; 로봇이 아닙니다; 보안 확인
"""
LOG_IN = """
log in; login; log-in; sign in; sign-in; anmelden; anmeldung; einloggen; connexion; se connecter; iniciar sesión
inicia sesión; inicio de sesión; acceso; entrar; iniciar sessão; accedi; accesso; inloggen; aanmelden; zaloguj
logowanie; přihlásit; přihlášení; prihlásiť; prihlásenie; logga in; inloggning; log ind; logg inn; kirjaudu; giriş
oturum aç; bejelentkezés; autentificare; σύνδεση; вход; войти; увійти; вхід; התחברות; כניסה; تسجيل الدخول; ورود
लॉग इन; เข้าสู่ระบบ; đăng nhập; masuk; ログイン; サインイン; 登录; 登錄; 登入; 로그인
"""
CONSENT = """
cookie*; consent*; einwilligung*; consentimiento; consenso; toestemming; zgody; zgodę; souhlas*; samtycke*; samtykke*
privacy*; datenschutz*; vie privée; privacidad*; privacidade; prywatności*; soukromí; gdpr; dsgvo; rgpd; tracking
куки; クッキー; 쿠키; 隐私; プライバシー
"""
ACCEPT = """
accept*; agree; allow all; reject*; decline; manage options; manage preferences; akzeptieren; zustimmen; ablehnen
refuser; tout refuser; aceptar; acepto; rechazar; aceitar; aceito; rejeitar; accetta*; rifiuta*; akkoord; weigeren
zgadzam; akceptuj*; odrzuć; souhlasím; přijmout; odmítnout; prijať; godkänn*; avvisa; tillad; godta; avslå; hyväksy*
kabul et; elfogad*; αποδοχή; принять; согласен; прийняти; погоджуюсь; 同意; 受け入れる; 동의; אישור; أوافق; قبول
"""
SCRIPTS = "javascript; java script"
PARKED = "domain is for sale; domain may be for sale; buy this domain; domain zu verkaufen; parked domain"

_STATUS = r"(?:40[0-5]|410|429|451|50[0-4])"
_ERROR = r"(?:http|error|fehler|erreur|errore|erro|błąd|chyba|virhe|hata|ошибка|помилка|エラー|错误|오류)"
# The number alone, or at one end of a heading: flight 404 may land.
STATUS = (
    rf"^\W*(?:{_ERROR}\W+)*{_STATUS}\W*(?:\w+\W*)?$"
    rf"|^\W*(?:{_ERROR}\W+)*{_STATUS}\s*[-–—|:.]"
    rf"|^\W*{_STATUS} (?:error|not|page|forbidden|bad|too|gateway|service|unauthorized)\b"
    rf"|(?:[-–—|:(]|\b{_ERROR}|\bcode)\s*{_STATUS}\W*$"
)


@cache
def any_of(phrases: str) -> re.Pattern[str]:
    """A pattern for one of these phrases, compiled when the first short page asks for it."""
    return re.compile("|".join(map(_pattern, re.split(r"[;\n]", phrases.strip()))), re.IGNORECASE)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern that looks at each line, compiled when it is asked for."""
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


def _pattern(phrase: str) -> str:
    words = [re.escape(word).replace("'", "['’]").replace(r"\*", r"\w*") for word in phrase.split()]
    joined = r"\s+".join(words)
    return joined if _UNSPACED.search(phrase) else rf"(?<!\w){joined}(?!\w)"
