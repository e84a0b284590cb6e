/**
 * What texts look like in the languages whose programs write tags in an encoding of their own: which letters they
 * have beside those of English, and how often.
 */
import type { TextEncoding } from '../../../../shared/text-encodings.ts';

export interface Script {
  /** Codes of the languages that it stands for (ISO 639, with a region where it matters). */
  readonly languages: readonly string[];
  /** The usual one first. */
  readonly encodings: readonly TextEncoding[];
  /**
   * `latin`: letters among those of English. `alphabet`: words of these letters alone. `characters`: thousands
   * of signs, some of them very frequent.
   */
  readonly kind: 'latin' | 'alphabet' | 'characters';
  /** Letters in lower case, or the most frequent signs; the most frequent one first. */
  readonly letters: string;
}

const RUSSIAN = 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё';

const FREQUENT_HANZI =
  '的一是不了在人有我他中来上大和国地到以要就出可也你生能而子那得下自之年后作里用道行所然家事成方多去法如都同面起看定天分好小部其些主心她本前因只想日者意力它把十民第公此已工使情明性知全三又正外高由很最重物手向文政美相被利什二等或新己制身果加西斯月合回特代内信表化老世位次度常先海通教儿原提立及比水名真走各入口平活更别打女四神何安少才反受目太再感建做接必件市直命山金指克保至形社便空治科司五基眼非白却光放即像且思王完式色路南品住告求程北死交取拉格望今切院候';

const SONGS = '爱情歌梦雨花风夜泪星恋吻醉红蓝雪春夏秋冬海云心永远寂寞幸福朋友再见天空温柔孤单伤';

const TRADITIONAL =
  '這個們來為國說時會對過發後裡種經麼學當沒動還進樣從實無與長機關點業將兩間問應戰頭體見話給論處義幾認條氣題變總電數報結場許隊達強難權設類邊張該萬覺領傳師觀識帶導爭運愛夢淚戀紅藍風雲遠單傷歌聽聲離開樂與戲誰讓親邊過雙飛';

const SIMPLIFIED =
  '这个们来为国说时会对过发后里种经么学当没动还进样从实无与长机关点业将两间问应战头体见话给论处义几认条气题变总电数报结场许队达强难权设类边张该万觉领传师观识带导争运爱梦泪恋红蓝风云远单伤听声离开乐戏谁让亲双飞歌曲';

const KANJI =
  '日一人大年会国中本出見月生時行分後前間上東手小自何心今来思夜愛恋夢花空風雨星海雪君僕私歌声涙春夏秋冬朝光影道町街色音世界終始永遠明女男子天使言葉想届翼君達物語旅青赤白黒桜陽世紀地球少森魂命戦士曲集版';

const KANA =
  'のいんるとたしてなにかをはれがでスンルーきまらもうトりイクこアさっラよリくだあレわグすドシせフじマロけタどえそおバプコメジテみデサムッやブつナビカパばキニ';

const HANGUL =
  '이다는을의에가고하지은기도를로사한인그나어서리아자시대해라정수있만일들과보장부여스전구제주상게원것동우미오니성선안조유요화신소때내와마중위공비경너무했당영말모연네없날방진문세계러까번거생면각용야발할교터실관국명건속된재적겠음남바람랑노래밤별꽃눈길꿈빛물봄울처럼같려히르트드크레더든던데왜죽살싶난널별추억행복그대눈물';

export const SCRIPTS: readonly Script[] = [
  latin(['fr'], 'éèàêçâîôûùëïœÿ'),
  latin(['de'], 'üäöß'),
  latin(['es', 'gl', 'eu', 'ast'], 'áóíñéúü¿¡'),
  latin(['ca'], 'àéèíóòúüïç·'),
  latin(['pt'], 'ãáéçóíêõâúàôü'),
  latin(['it'], 'èàìòùéî'),
  latin(['sv', 'fi'], 'äöåé'),
  latin(['da', 'nb', 'nn', 'no', 'fo'], 'øåæéó'),
  latin(['is'], 'ðáíþóæöúéý'),
  latin(['nl', 'af', 'en', 'ga'], 'éëïöüóáíúèê'),
  latin(['pl'], 'łóąężśćźń', ['windows-1250', 'iso-8859-2']),
  latin(['cs', 'sk'], 'áíéěřčšýžůúťďňľôäĺŕó', ['windows-1250', 'iso-8859-2']),
  latin(['hu'], 'áéóöőüíúű', ['windows-1250', 'iso-8859-2']),
  latin(['hr', 'sl', 'bs'], 'čšžćđ', ['windows-1250', 'iso-8859-2']),
  latin(['ro'], 'ăîşţâ', ['windows-1250', 'iso-8859-2']),
  latin(['tr', 'az'], 'ıişüçğöâ', ['windows-1254']),
  latin(['lt'], 'ėšųžąįčęū', ['windows-1257']),
  latin(['lv'], 'āīēšņūļžčģķ', ['windows-1257']),
  latin(['et'], 'äõüöšž', ['windows-1257']),
  alphabet(['ru', 'kk'], RUSSIAN, ['windows-1251', 'koi8-r', 'ibm866', 'iso-8859-5']),
  alphabet(['uk', 'be'], 'оаиніеврткслмдупязьгбчйхцюжїєшщфґўыэ', ['windows-1251', 'koi8-u']),
  alphabet(['bg'], 'аоиентрсвлдкмпзуъгябчцйжшщфхюь', ['windows-1251']),
  alphabet(['sr', 'mk'], 'аоиенртсвкмлдпујгзбчћшцњжфђхљџѓќѕ', ['windows-1251']),
  alphabet(['el'], 'ατοιεσνηυρπκςλμάίόέδήθγωχύώβφξζψϊϋ', ['windows-1253']),
  alphabet(['he', 'yi'], 'יוהלארתבשמנכדחקעפםגסטזצןךףץ', ['windows-1255']),
  alphabet(['ar', 'fa', 'ur'], 'اليمنرتبوةعدسفهكقحجشصطخذىضثئءغزظأإآؤپچگژ', ['windows-1256']),
  alphabet(['th'], 'ารนกอเงมยลวดทสตะปบคหแจพชขใไโถซธศผณฟภฝฉษญฐฎฆฬีิ่้ั็์ุูำืึๆฤ', ['windows-874']),
  characters(['ja'], KANA + KANJI, ['shift_jis', 'euc-jp']),
  characters(['zh'], SIMPLIFIED + FREQUENT_HANZI + SONGS, ['gbk']),
  characters(['zh-hant'], TRADITIONAL + FREQUENT_HANZI + SONGS, ['big5']),
  characters(['ko'], HANGUL, ['euc-kr']),
];

function latin(
  languages: readonly string[],
  letters: string,
  encodings: readonly TextEncoding[] = ['windows-1252'],
): Script {
  return { languages, letters, encodings, kind: 'latin' };
}

function alphabet(
  languages: readonly string[],
  letters: string,
  encodings: readonly TextEncoding[],
): Script {
  return { languages, letters, encodings, kind: 'alphabet' };
}

function characters(
  languages: readonly string[],
  letters: string,
  encodings: readonly TextEncoding[],
): Script {
  return { languages, letters, encodings, kind: 'characters' };
}
