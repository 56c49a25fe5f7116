"""Whether a document is itself about what notices are about: terms of use, a privacy policy, an FAQ on accounts.

There the same sentences are the main content that elsewhere are furniture, and no rule for a notice can tell.
A few of the document's paragraphs are asked, spread over all of it, so that long ones cost no more.
"""

from __future__ import annotations

import regex

from cleaner.segment.core import prose
from cleaner.types import Blocks

LEAST = 3  # paragraphs; fewer are a banner
ASKED = 16  # paragraphs that are asked, at most
SHARE = 0.5  # of them speak of it
NOTICES = frozenset({"cookie-notice", "legal-notice", "newsletter-signup", "paywall-notice", "footer"})  # kinds
_WORDS = regex.compile(
    r"cookie|privacy|personal (?:data|information)|third[- ]part(?:y|ies)|terms (?:of|and)|these terms"
    r"|liab(?:le|ility)|governing law|intellectual property|applicable law|warrant(?:y|ies)\b|gdpr|ccpa"
    r"|\bconsent\b|your account|newsletter|datenschutz|personenbezogen|einwilligung|nutzungsbedingungen|haftung"
    r"|dsgvo|\bagb\b|widerruf|données (?:personnelles|à caractère)|vie privée|consentement|responsabilité"
    r"|conditions (?:générales|d['’]utilisation)|datos personales|privacidad|consentimiento"
    r"|condiciones (?:de uso|generales)|aviso legal|dati personali|riservatezza|consenso"
    r"|condizioni (?:d['’]uso|generali)|dados pessoais|termos de uso|persoonsgegevens|toestemming|aansprakelijk"
    r"|danych osobowych|prywatności|regulamin|osobních údajů|osobných údajov|personuppgift|personoplysning"
    r"|personopplysning|henkilötie|személyes adat|caracter personal|ličnih podataka|osobnih podataka"
    r"|персональн\w+ данн|персональн\w+ дан|лични данни|конфиденциальност|конфіденційн|προσωπικών δεδομένων"
    r"|απορρήτου|kişisel veri|gizlilik|куки|個人情報|プライバシー|利用規約|クッキー"
    r"|个人信息|個人資料|隐私|隱私|服务条款|개인정보|이용약관|쿠키"
    r"|dữ liệu cá nhân|quyền riêng tư|điều khoản|data pribadi|syarat dan ketentuan|ข้อมูลส่วนบุคคล|คุกกี้"
    r"|البيانات الشخصية|خصوصية|ملفات تعريف الارتباط|פרטיות|מידע אישי|עוגיות|حریم خصوصی|کوکی|निजी जानकारी"
    r"|गोपनीयता|कुकी",
    regex.IGNORECASE,
)


def is_about_notices(blocks: Blocks) -> bool:
    """Whether half of the paragraphs or more speak of data, cookies, terms or accounts."""
    paragraphs = prose(blocks).nonzero()[0].tolist()
    if len(paragraphs) < LEAST:
        return False
    asked = paragraphs[:: -(-len(paragraphs) // ASKED)]
    return sum(_WORDS.search(blocks.line(at)) is not None for at in asked) >= SHARE * len(asked)
