"""Whether a document is itself about what notices are about: terms of use, a privacy policy, an FAQ on accounts.

There the same sentences are the main content that elsewhere are furniture, and no rule for a notice can tell.
A few of the document's paragraphs are asked, spread over all of it, so that long ones cost no more.
"""

from __future__ import annotations

from functools import cache

import ahocorasick_rs

from cleaner.segment.core import prose
from cleaner.types import Blocks

LEAST = 3  # paragraphs; fewer are a banner
ASKED = 12  # paragraphs that are asked, at most
SHARE = 0.5  # of them speak of it
NOTICES = frozenset({"cookie-notice", "legal-notice", "newsletter-signup", "paywall-notice", "footer"})  # kinds
_WORDS = """
cookie, privacy, personal data, personal information, third party, third parties, third-party, terms of,
terms and, these terms, liable, liability, governing law, intellectual property, applicable law, gdpr, ccpa,
consent, your account, newsletter, datenschutz, personenbezogen, einwilligung, nutzungsbedingungen, haftung,
dsgvo, widerruf, données personnelles, données à caractère, vie privée, responsabilité, conditions générales,
conditions d'utilisation, datos personales, privacidad, consentimiento, condiciones de uso,
condiciones generales, aviso legal, dati personali, riservatezza, consenso, condizioni d'uso,
condizioni generali, dados pessoais, termos de uso, persoonsgegevens, toestemming, aansprakelijk,
danych osobowych, prywatności, regulamin, osobních údajů, osobných údajov, personuppgift, personoplysning,
personopplysning, henkilötie, személyes adat, caracter personal, osobnih podataka, персональных данных,
персональные данные, персональних даних, персональні дані, лични данни, конфиденциальност, конфіденційн, куки,
προσωπικών δεδομένων, απορρήτου, kişisel veri, gizlilik, 個人情報, プライバシー, 利用規約, クッキー, 个人信息,
個人資料, 隐私, 隱私, 服务条款, 服務條款, 개인정보, 이용약관, 쿠키, dữ liệu cá nhân, quyền riêng tư, điều khoản,
data pribadi, syarat dan ketentuan, ข้อมูลส่วนบุคคล, คุกกี้, البيانات الشخصية, خصوصية, ملفات تعريف الارتباط,
פרטיות, מידע אישי, עוגיות, حریم خصوصی, کوکی, निजी जानकारी, गोपनीयता, कुकी
"""


@cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    words = [word.strip() for word in _WORDS.split(",")]
    return ahocorasick_rs.AhoCorasick(words, implementation=ahocorasick_rs.Implementation.DFA)


def is_about_notices(blocks: Blocks) -> bool:
    """Whether half of the paragraphs or more speak of data, cookies, terms or accounts."""
    paragraphs = prose(blocks).nonzero()[0].tolist()
    if len(paragraphs) < LEAST:
        return False
    asked = paragraphs[:: -(-len(paragraphs) // ASKED)]
    find = _automaton().find_matches_as_indexes
    return sum(bool(find(blocks.line(at).lower())) for at in asked) >= SHARE * len(asked)
