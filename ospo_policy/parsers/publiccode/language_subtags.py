# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The registered subtags of language tags (BCP 47).

Facts of IANA's language subtag registry of 2021-08-06, as langcodes 3.5.1 (MIT) carries it; the variants registered
since then follow italia/publiccode-parser-go, `validators/bcp47.go`.
"""

from __future__ import annotations

_TWO_LETTERS = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz "
    "ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik "
    "in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg "
    "mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro "
    "ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty "
    "ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
TWO_LETTERS = frozenset(_TWO_LETTERS.split())
"""Languages of two letters. A language that has two letters has no registered code of three."""

_THREE_LETTERS = (
    "aaabcdefghiklmnopqstuvwxz ababcdefghijlmnopqrstuvwxyz acabdefhiklmnpqrstuvwxyz adabdefghijlnopqrstuwxyz "
    "aeabcdeklmnqrsuwyz afabdeghiknopstuz agabcdefghijklmnopqrstuvwxyz ahabghiklmnoprst "
    "aiabcdefghijklmnopqrstwxy ajaginptuwz akbcdefghijklmopqrstuvwxyz alacdefghijklmnopqrstuvwxyz "
    "amabcefgijklmnopqrstuvwxyz anabcdefghijklmnopqrstuvwxyz aoabcdefghijklmnrstuxz "
    "apabcdefghijklmnopqrstuvwxyz aqacdgklmnprtz arbcdehijklnopqrstuvwxyz asabcdefghijklnopqrstuvwxyz "
    "atabcdeghijklmnopqrstuvwxyz auabcdefghijklmnopqrstuwxyz avbdiklmnostuv awabcdeghikmnorstuvwxy axbegklmx "
    "ayabcdeghiklnopqrstuxyz azabcdgjmnotz baabcdefghijlnoprstuvwxyz bbabcdefghijklmnopqrstuvwxyz "
    "bcabcdefghijklmnopqrstuvwyz bdabcdefghijklmnopqrstuvwxyz beabcdefghijkmopqrstuvwxyz "
    "bfabcdefghijklmnopqrstuwxyz bgabcdefgijklmnopqrstuvwxyz bhabcdefghijklmnopqrstuvwxyz "
    "biabcdefgjklmnopqrtuvwxyz bjabcdefghijklmnopqrstuvwxyz bkabcdfghijklmnopqrstuvwxyz "
    "blabcdefghijklmnopqrstvwxyz bmabcdefghijklmnopqrstuvwxyz bnabcdefgijklmnopqrstuvwxyz "
    "boabefghijklmnopqrtuvwxyz bpabdeghijklmnopqrstuvwxyz bqabcdfghijklmnopqrstuvwxyz "
    "brabcdfghijklmnopqrstuvwxyz bsabcefghijklmnopqrstuvwxy btabcdefghijklmnopqrstuvwxyz "
    "buabcdefghijkmnopqstuvwxyz bvabcdefghijklmnopqrtuvwxyz bwabcdefghijklmnopqrstuwxyz "
    "bxabcdefghijklmnopqrsuvwxz byabcdefghijklmnopqrstvwxyz bzabcdefghijklmnopqrstuvwxyz "
    "caabcdefghijklmnopqrsuvwxyz cbabcdeghijklnoqrstuvwy ccacdeghjlmnopqrs cdacdefghijmnorsyz ceabgklnty cfadgm "
    "cgacgk chbcdfghjklmnopqrtwxyz ciabcdehkmnprwy cjaehikmnoprsvy ckabhlmnoqrstuvxyz clacdehijklmotuwy "
    "cmacegiklmnorst cnabcghikloprstuwx coabcdefghjklmnopqtuvwxyz cpabcefginopsuxy cqdu "
    "crabcdfghijklmnopqrstvwxyz csabcdefghijklmnopqrstuvwxyz ctacdeghlmnopstuyz cuabcghijklmopqrstuvwxy cvgn "
    "cwabdegt cyabo czhknot daacdefghijklmopqrsuvwxyz dbabdefgijlmnopqrtuvwy dccr ddadegijnorsw "
    "decdefghiklmnpqrsvz dgabcdeghiklnorstuwxz dhadgilmnorsuvwx diabcdfghijklmnopqrstuwxyz djabcdefijklmnoruw "
    "dkagklrsx dlgkmn dmabcdefgklmnorsuvwxy dnadegijknortuvwy doabcefhiklnopqrstvwxyz dpp drabcdeghilnoqrstuwy "
    "dsbehilnoq dtabdhikmnoprstuy duabcdefghijklmnopqrsuvwxyz dva dwaklrsuwyz dyabdgimnouy dzadegln eaa "
    "ebcgkoru ecrsy eee efaei egaloxy ehsu eiptv eja ekacegiklmopry elehikmopux emabegikmnopqsuwxyz "
    "enabcdfhlmnoqruvwx eot epi eraghikorstw eseghiklmnoqsuxy etbchnorstuxz euq evehn ewo ext eyao ezae "
    "faabdfghijklmnprtuxyz fbl fcs fer ffim fgr fiaeflprtuw fkkv flahilnry fmpu fnbgi fodimnrsx fpe fqs "
    "frcdkmopqrst fsels fubcdefhijmnqrtuvy fvr fwae gaabcdefghijklmnopqrstuvwxyz gbabcdefghijklmnopqrsuvwxyz "
    "gccdeflnrt gdabcdefghijklmnoqrstux geabcdfghijklmqsvwxyz gfktx ggabdegklnortuw ghacehklnorst "
    "giabcdeghilmnopqrstuwxyz gjikmnru gkadenopu glbcdhijkloruwy gmabdeghlmnqruvwxyz gnabcdeghijklmnoqrtuwz "
    "goabcdefghijklmnopqrstuwxyz gpaen gqainru grabcdghijkmoqrstuvwxyz gseglmnopsw gtaiu "
    "guabcdefghiklmnopqrstuvwxz gvacefjlmnoprsy gwabcdefgijmnrtuwx gxx gyabdefgilmnoryz gzain "
    "haabcdefghijklmnopqrsvwxyz hbabnou hcah hdnsy headghim hgmw hhiry hiabdfghijklmortwx hji hkaehkns hlabdetu "
    "hmabcdefghijklmnpqrstuvwxyz hnadeghijnosu hoabcdehijklmoprstvwyz hpos hracekmoprtuwxz hsbhlns htiosux "
    "hubcdefghijklmopqrstuvwxyz hvceknv hwaco hyawx iainpr ibabdeghilmnruy icahlr idabcdeirstu ifabefkmuy "
    "igbeglmnosw ihbipw iinr ijcejnos ikeikloprstvwxz ilabgiklmopsuvw imaeilnorsy inbceghjlmnopstz ioruw ipio "
    "iquw iraehiknoruxy isacdeghikmnortu itbcdeiklmorstvwxyz ium ivbv iwkmos ixcl iyaox izhirz "
    "jaabcdefhjklmnoqrstuxyz jbeijkmnortuw jcst jdagt jebeghiklnrtu jgbeko jhis jiabcdeghilmoqtuvy jjer "
    "jkamoprsu jles jmabcdilnrswx jnadgijls jobdgrsw jparx jqr jrabrtu jsl juabcdhiklmnoprstuwy jvdn jwi jyaey "
    "kaabcdefghijkmopqrvwxy kbabcdefghijklmnopqrstuvwxyz kcabcdefghijklmnopqrstuvwxyz "
    "kdacdefghijklmnopqrtuvwxyz keabcdefghijklmnopqrstuvwxyz kfabcdefghijklmnopqrstuvwxyz "
    "kgabcdefghijklmnopqrstuvwxy khabcdefghijklnopqrstuvwxyz kiabcdefghijlmopqstuvwxyz "
    "kjabcdefghijklmnopqrstuvxyz kkabcdefghijklmnopqrstuvwxyz klabcdefghijklmnopqrstuvwxyz "
    "kmabcdefghijklmnopqrstuvwxyz knabcdefgijklmnopqrstuvwxyz koacdefghijklopqstuvwxyz "
    "kpabcdefghijklmnopqrstuvwxyz kqabcdefghijklmnopqrstuvwxyz krabcdefhijklmnoprstuvwxyz "
    "ksabcdefghijklmnopqrstuvwxyz ktabcdefghijklmnopqrstuvwxyz kubcdefghijklmnopqstuvwxyz "
    "kvabcdefghijklmnopqrstuvwxyz kwabcdefghijklmnopqrstuvwxyz kxabcdefhijklmnopqrstuvwxyz "
    "kyabcdefghijklmnopqrstuvwxyz kzabcdefghijklmnopqrstuvwxyz laabcdefghijklmnpqrsuwxyz "
    "lbabcefgijklmnoqrstuvwxyz lccdefhlmpqs ldabdghijklmnopq leabcdefghijklmnopqrstuvwxyz lfan lgabghiklmnqrtuz "
    "lhahilmnpstu liabcdefghijklopqrsuvwxyz ljaeilpwx lkabcdehijlmnorstuy llabcdefghijklmnopqsux "
    "lmabcdefghijklmnopqruvwxyz lnabdghijlmnosuwz loabcefghijklmnopqrstuvwxyz lpaenox lracegiklmnortvz "
    "lsabdeghilmnoprstvy ltcghinosu luacdefijklmnopqrstuvwyz lvaiksu lwaeghlmostuw lxm lyagn lzhlnz "
    "maabdefgijkmnpqstuvwxz mbabcdefhijklmnopqrstuvwxyz mcabcdefghijklmnopqrstuvwxyz "
    "mdabcdefghijklmnpqrstuvwxyz meabcdefghijklmnopqrstuvwyz mfabcdefghijklmnopqrstuvwxyz "
    "mgabcdefghijklmnopqrstuvwxyz mhabcdefghijklmnopqrstuwxyz miabcdefghijklmnopqrstuwxyz "
    "mjabcdeghijklmnopqrstuvwxyz mkabcefghijklmnopqrstuvwxyz mlabcdefhijklmnopqrsuvwxz "
    "mmabcdefghijklmnopqrtuvwxyz mnabcdefghijklmnopqrstuvwxyz moacdefghijkmopqrstuvwxyz "
    "mpabcdeghijklmnopqrstuvwxyz mqabcefghijklmnopqrstuvwxyz mrabcdefghjklmnopqrstuvwxyz "
    "msbcdefghijklmnopqrstuvwxyz mtabcdefghijklmnopqrstuvwxy muabcdeghijklmnopqrstuvxyz "
    "mvabdefghiklmnopqrstuvwxyz mwabcdefghijklmnopqrstuvwxyz mxabcdefghijklmnopqrstuvwxyz "
    "mybcdefghijklmnopqrstuvwxyz mzabcdeghijklmnopqrstuvwxyz naabcdefghijklmnopqrstwxyz "
    "nbabcdefghijkmnopqrstuvwxy ncabcdefghijklmnopqrstuxz ndabcdfghijklmnpqrstuvwxyz neabcdefghijkmnoqrstuvwxyz "
    "nfadlru ngabcdefghijklmnopqrstuvwxyz nhabcdefghikmnopqrtuvwxyz niabcdefghijklmnoqrstuvwxyz "
    "njabdhijlmnorstuxyz nkabcdefghijkmnopqrstuvwxz nlacegijklmnoqruvwxyz nmabcdefghijklmnopqrstuvwxyz "
    "nnabcdefghijklmnpqrstuvwxyz noacdefghijklmnopqstuvwyz npabghilnosuxy nqgklmnoqty nrabcefgiklmnprtuxz "
    "nsabcdefghiklmnopqrstuvwxyz ntdegijkmoprsuwxyz nuabcdefghijklmnopqrstuvwxyz nvhmo nwabcegimorxy "
    "nxadegiklmnoqrux nybcdefghijklmnopqrstuvwxy nzabdikmsuyz oaacrv obiklmortu ocahmou odaktu ofosu ogbcegou "
    "ohtu oian ojbcgpsvw okabcdeghijklmnorsuvxz oladekmortu omabcegiklnopqrtuvwxy onabegijknoprstuwx oodgnrs "
    "opakmoty oraceghnorstuvwxyz osacinoptux otabdeiklmnoqrstuwxyz ouabeimn ovd owil oybdmy ozm "
    "paabcdefghiklmopqrstuvwxyz pbbcefghilmnoprstuvyz pcabcdefghijklmnprw pdacinotu peabdefghijklmopqsvxyz "
    "pfael pgadgiklnsuyz phadghiklmnoqrtuvw piabcdefghijlmnoprstuvwxyz pjt pkabcghnoprstu "
    "plabcdefghjklnopqrstuvwyz pmabcdefhijklmnoqrstuwxyz pnabcdeghijklmnopqrstuvwxyz pocdefghikmnopqstvwxyz "
    "ppaeiklmnopqrstu pqaemw prabcdefghiklmnopqrstuwxyz psacdeghilmnopqrstuwy ptahinopqrtuvwy "
    "puabcdefgijkmopqrtuwxyz pwabgimnorw pxm pyemnsuxy pzn quabcdfghiklmnpqrsvwxyz qvacehijlmnopswyz qwacehmst "
    "qxachlnopqrstuw qyap raabcdfghijklmnopqrstuvwxyz rbbklp rcf rdb reabegijlmnrsty rgaeknrsu rhgp riaeflmnrtu "
    "rjgis rkabhimtw rmabcdefghiklmnopqrstuvwxyz rnadglnprw roabcdefglmopruw rpnt rriot rsbilm rtchmsw "
    "rubcefghikopqtuyz rwaklmor rxdw rynsu rzh saabcdefhijklmopqrstuvwxyz sbabcdefghijklmnopqrstuvwxyz "
    "scabefghiklnopqstuvwx sdabcefghjklmnopqrstuvxz seabcdefghijklmnopqrstuvwyz sfbemsw "
    "sgabcdeghijklmnoprstuwxyz shabcdeghijklmnopqrstuvwxyz siabdefghijklmopqrstuvwxyz sjabdegklmnoprstuw "
    "skabcdefghijkmnopqrstuvwxyz slacdefghijlmnpqrstuwxyz smabcdfghijklmnpqrstuvwxyz snbcefghijklmnopqrsuvwxyz "
    "soabcdeghijklnopqrsuvwxyz spbcdegiklmnopqrstuvxy sqahjkmnoqrstux srabcefghiklmnoqrstuvwxyz "
    "ssabcdefghijklmnopqrstuvxyz stabdefghijklmnopqrstuvwy suabcegijklmoqrstvwxyz svabcekmrsx "
    "swbcfghijklmnopqrstuvwxy sxbcegklmnorsuw syabcdiklmnorswxy szabcdeglnpsvwy taabcdefgijklnopqrsuvwxyz "
    "tbabcdefghijklmnopqrstuvwxyz tcabcdefghiklmnopqstuwxyz tdabcdefghijklmnoqrstuvxy "
    "teabcdefghikmnopqrstuvwxyz tfinort tgabcdefghijnopqrstuvwxyz thcdefhiklmnpqrstuvwxyz "
    "tiacdefghijklmnopqstuvwxyz tjagijlmnopsuw tkabdefgklmnpqrstuvwxz tlabcdfghijklmnopqrstuvwxy "
    "tmabcdefghijklmnopqrstuvwyz tnabcdefghiklmnopqrstuvwxyz tobcdefghijlmopqrsuvwxyz tpacefgijklmnopqrtuvwxyz "
    "tqblmnopqrtuw trabcdefghijklmnopqrstuvwxyz tsabcdefghijklmpqrstuvwxyz ttabcdefghijklmnopqrstuvwyz "
    "tuabcdefghijlmnopqstuvwxyz tvadeklmnostuwxy twabcdefghlmnopqrtuwxy txabceghijmnoqrstuxy tyaehijlnprstuvxyz "
    "tzahjlmnox uamnr ubailruy udaegijlmu ues ufi ugabenoy uhan uisv uji ukaghiklpqsuvwy ulabcefiklmnuw "
    "umabcdgimnoprsu unadegikmnpruxz uok upiv urabcefghijklmnoprtuvwxyz usahikpsu utaehpru uumnru uvehl uwa uya "
    "uzns vaaefghijlmnoprsuvy vbbk vecdlmopr vgrt vicdfglnstv vkaijklmnoptuz vlps vmabcdefghijklmpqrsuvwxyz "
    "vnkmp vort vraost vsilv vto vumnt vwa waabcdefghijklmnopqrstuvwxyz wbabefhijklmpqrstvw wcai wddgjkuy "
    "weacdghimnoprstuw wfg wgabgiouwy whagku wibcefghijklmnrtuvwy wjai wkabdlruwy wlaceghiklmorsuvwxy "
    "wmabcdeghimnostwx wnbcdegikmnopuwy woabcdefgikmnorswy wpc wrabdghiklmnoprsuvwxyz wsagikrsuv wtfhikmw "
    "wuabdhlmnrtuvxy wwaborw wxaw wyabimry xaabcdegijklmnopqrstuvwy xbabcdegijmnoprwxy xcbceghlmnortuvwy "
    "xdackmoy xebdglmprstu xfa xgabdfgilmnruw xhacdertuv xiabilnprsvy xjbt xkabcdefghijklnopqrstuvwxyz "
    "xlabcdeginopsuy xmabcdefghjklmnopqrstuvwxyz xnabdghijkmnoqrstuyz xocdgikmnoprw "
    "xpabcdefghijklmnopqrstuvwxyz xqat xrabdegimnqrtuw xsabcdehijlmnopqrsuvy xtabcdeghijlmnopqrstuvwyz "
    "xuabdgjlmnoprtu xveinos xwacdegjklortw xxbkmrt xyabjklty xzhmp yaabcdefghijklmnopqrstuvwxyz "
    "ybabdehijklmnoxy ychlnp ydadegks yeaceijlnrstuvy ygailmprsuw yhadls yiafghijklmnpqrstuvxyz ykagiklmnortuy "
    "ylabegilmnoruy ymabcdeghiklmnopqrstxz ynadeghklnoqsu yobgiklmnstxy ypabghkmnopz yrabeiklmnoswy "
    "yscdglmnoprsy ytalpwy yuabcdefgijklmnpqrtuwxyz yvat ywaglnqrtuw yxaglmuy yyruz yzgk "
    "zaabcdefghijklmopqrstuvwxyz zbaceltuw zcah zdj zeaghn zgabhmnr zhbdinwx ziabklmnrwz zkabdghknoprtuvz "
    "zlaejmnqsw zmabcdefghijklmnopqrstuvwxyz znadegks zochmoqrs zpabcdefghijklmnopqrstuvwxyz zqe zragnops "
    "zsaklmru zteglmnpqstuxy zuahmny zwa zxx zybgjnp zzaj"
)


def is_three_letters(code: str) -> bool:
    """Whether a code of three small letters is a registered language: `aab` stands in `aaa..` as one letter."""
    start = f" {_THREE_LETTERS}".find(f" {code[:2]}")
    return start >= 0 and code[2] in _THREE_LETTERS[start + 2 :].partition(" ")[0]


_SCRIPTS = (
    "Adlm Afak Aghb Ahom Arab Aran Armi Armn Avst Bali Bamu Bass Batk Beng Bhks Blis Bopo Brah Brai Bugi Buhd "
    "Cakm Cans Cari Cham Cher Chrs Cirt Copt Cpmn Cprt Cyrl Cyrs Deva Diak Dogr Dsrt Dupl Egyd Egyh Egyp Elba "
    "Elym Ethi Geok Geor Glag Gong Gonm Goth Gran Grek Gujr Guru Hanb Hang Hani Hano Hans Hant Hatr Hebr Hira "
    "Hluw Hmng Hmnp Hrkt Hung Inds Ital Jamo Java Jpan Jurc Kali Kana Khar Khmr Khoj Kitl Kits Knda Kore Kpel "
    "Kthi Lana Laoo Latf Latg Latn Leke Lepc Limb Lina Linb Lisu Loma Lyci Lydi Mahj Maka Mand Mani Marc Maya "
    "Medf Mend Merc Mero Mlym Modi Mong Moon Mroo Mtei Mult Mymr Nand Narb Nbat Newa Nkdb Nkgb Nkoo Nshu Ogam "
    "Olck Orkh Orya Osge Osma Ougr Palm Pauc Pcun Pelm Perm Phag Phli Phlp Phlv Phnx Piqd Plrd Prti Psin Ranj "
    "Rjng Rohg Roro Runr Samr Sara Sarb Saur Sgnw Shaw Shrd Shui Sidd Sind Sinh Sogd Sogo Sora Soyo Sund Sylo "
    "Syrc Syre Syrj Syrn Tagb Takr Tale Talu Taml Tang Tavt Telu Teng Tfng Tglg Thaa Thai Tibt Tirh Tnsa Toto "
    "Ugar Vaii Visp Vith Wara Wcho Wole Xpeo Xsux Yezi Yiii Zanb Zinh Zmth Zsye Zsym Zxxx Zyyy Zzzz"
)
SCRIPTS = frozenset(_SCRIPTS.split())

_REGIONS = (
    "001 002 003 005 009 011 013 014 015 017 018 019 021 029 030 034 035 039 053 054 057 061 142 143 145 150 "
    "151 154 155 202 419 AA AC AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL "
    "BM BN BO BQ BR BS BT BU BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CP CR CS CU CV CW CX CY CZ DD DE "
    "DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET EU EZ FI FJ FK FM FO FR FX GA GB GD GE GF GG GH GI GL GM GN GP "
    "GQ GR GS GT GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP "
    "KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW "
    "MX MY MZ NA NC NE NF NG NI NL NO NP NR NT NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS "
    "RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SU SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN "
    "TO TP TR TT TV TW TZ UA UG UM UN US UY UZ VA VC VE VG VI VN VU WF WS YD YE YT YU ZA ZM ZR ZW ZZ"
)
REGIONS = frozenset(_REGIONS.split())

_VARIANTS = (
    "1606nict:frm 1694acad:fr 1901:de 1959acad:be "
    "1994:sl-rozaj,sl-rozaj-biske,sl-rozaj-njiva,sl-rozaj-osojs,sl-rozaj-solba 1996:de abl1943:pt-BR "
    "akhmimic:cop akuapem:tw alalc97: aluku:djk anpezo:lld ao1990:pt,gl aranes:oc arevela:hy arevmda:hy "
    "arkaika:eo asante:tw auvern:oc baku1926:az,ba,crh,kk,krc,ky,sah,tk,tt,uz balanka:blo barla:kea basiceng:en "
    "bauddha:sa bciav:zbl bcizbl:zbl biscayan:eu biske:sl-rozaj blasl:ase,sgn-ase bohairic:cop bohoric:sl "
    "boont:en bornholm:da cisaup:oc colb1945:pt cornu:en creiss:oc dajnko:sl ekavsk:sr,sr-Latn,sr-Cyrl "
    "emodeng:en fascia:lld fayyumic:cop fodom:lld fonipa: fonkirsh: fonnapa: fonupa: fonxsamp: gallo:fr "
    "gascon:oc gherd:lld "
    "grclass:oc,oc-aranes,oc-auvern,oc-cisaup,oc-creiss,oc-gascon,oc-lemosin,oc-lengadoc,oc-nicard,oc-provenc,oc-vivaraup "
    "grital:oc,oc-cisaup,oc-nicard,oc-provenc "
    "grmistr:oc,oc-aranes,oc-auvern,oc-cisaup,oc-creiss,oc-gascon,oc-lemosin,oc-lengadoc,oc-nicard,oc-provenc,oc-vivaraup "
    "hanoi:vi hepburn:ja-Latn heploc:ja-Latn-hepburn hognorsk:nn hsistemo:eo huett:vi "
    "ijekavsk:sr,sr-Latn,sr-Cyrl itihasa:sa ivanchov:bg jauer:rm jyutping:yue kkcor:kw kleinsch:kl,kl-tunumiit "
    "kociewie:pl kscor:kw laukika:sa leidentr:egy lemosin:oc lengadoc:oc lipaw:sl-rozaj ltg1929:ltg ltg2007:ltg "
    "luna1918:ru lycopol:cop mdcegyp:egy mdctrans:egy mesokem:cop metelko:sl monoton:el ndyuka:djk nedis:sl "
    "newfound:en-CA nicard:oc njiva:sl-rozaj nulik:vo osojs:sl-rozaj oxendict:en pahawh2:mww,hnj "
    "pahawh3:mww,hnj pahawh4:mww,hnj pamaka:djk peano:la pehoeji:nan-Latn petr1708:ru pinyin:zh-Latn,bo-Latn "
    "polyton:el provenc:oc puter:rm rigik:vo rozaj:sl rumgr:rm sahidic:cop saigon:vi scotland:en scouse:en "
    "simple: solba:sl-rozaj sotav:kea spanglis:en,es surmiran:rm sursilv:rm sutsilv:rm synnejyl:da "
    "tailo:nan-Latn tarask:be tongyong:zh-Latn tunumiit:kl uccor:kw ucrcor:kw ulster:sco "
    "unifon:en,hup,kyh,tol,yur vaidika:sa valbadia:lld valencia:ca vallader:rm vecdruka:lv viennese:de "
    "vivaraup:oc wadegile:zh-Latn xsistemo:eo"
)
VARIANTS = {
    name: tuple(tag for tag in tags.split(",") if tag)
    for name, _, tags in (entry.partition(":") for entry in _VARIANTS.split())
}
"""A variant, and the tags that it may follow; any, where there are none."""

EXTENDED = {
    language: codes.split()  # languages of three letters that may follow one that they belong to
    for language, codes in (
        (
            "ar",
            "aao abh abv acm acq acw acx acy adf aeb aec afb ajp apc apd arb arq ars ary arz auz avl ayh ayl ayn ayp "
            "bbz pga shu ssh",
        ),
        ("kok", "gom knn"),
        ("lv", "ltg lvs"),
        (
            "ms",
            "bjn btj bve bvu coa dup hji jak jax kvb kvr kxd lce lcf liw max meo mfa mfb min mqg msi mui orn ors pel "
            "pse tmw urk vkk vkt xmm zlm zmi zsm",
        ),
        (
            "sgn",
            "ads aed aen afg ase asf asp asq asw bfi bfk bog bqn bqy bvl bzs cds csc csd cse csf csg csl csn csq csr "
            "csx doq dse dsl ecs ehs esl esn eso eth fcs fse fsl fss gds gse gsg gsm gss gus hab haf hds hks hos hps "
            "hsh hsl icl iks ils inl ins ise isg isr jcs jhs jks jls jos jsl jus kgi kvk lbs lls lsb lsg lsl lsn lso "
            "lsp lst lsv lsy lws mdl mfs mre msd msr mzc mzg mzy nbs ncs nsi nsl nsp nsr nzs okl pgz pks prl prz psc "
            "psd psg psl pso psp psr pys rms rsi rsl rsm sdl sfb sfs sgg sgx slf sls sqk sqs sqx ssp ssr svk swl syy "
            "szs tse tsm tsq tss tsy tza ugn ugy ukl uks vgt vsi vsl vsv wbs xki xml xms yds ygs yhs ysl ysm zib zsl",
        ),
        ("sw", "swc swh"),
        ("uz", "uzn uzs"),
        ("zh", "cdo cjy cmn cnp cpx csp czh czo gan hak hsn lzh mnp nan wuu yue"),
    )
}

_GRANDFATHERED = (
    "art-lojban cel-gaulish en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn "
    "i-tao i-tay i-tsu no-bok no-nyn sgn-be-fr sgn-be-nl sgn-ch-de zh-guoyu zh-hakka zh-min zh-min-nan zh-xiang"
)
GRANDFATHERED = frozenset(_GRANDFATHERED.split())
