// The types of the scripts in tools/jiaozhu/sphinx_ext/static: what Python hands them, what each adds to the namespace
// `window.jiaozhu`, and what passes between them. `nox -s lint` checks the scripts against these.

// What Python writes ------------------------------------------------------------------------------------------------------

/** The record of script_data.py, in `_static/jiaozhu-site.js`. */
interface JiaozhuSite {
  language: string;
  /** Translations by the English text; of a text with a plural, one for each form. Empty for English. */
  words: Record<string, string | string[]>;
  /** Which form a number has: by the number, then by its last two digits. */
  plurals: number[];
  noteKinds: JiaozhuNoteKind[];
  termKinds: { value: string; label: string }[];
  /** Whether entries of the glossary say how they are pronounced. */
  pronounced: boolean;
  /** What ends a sentence in the language of the texts. */
  stop: string;
  /** How contributions are sent: sphinx_ext/hosts.py. */
  ways: JiaozhuWaysData;
  limits: {
    quote: number;
    body: number;
    words: number;
    works: number;
    people: number;
    field: number;
    address: number;
    headword: number;
    files: number;
  };
  markup: {
    roles: string[];
    /** Patterns: a reference to a passage, characters that cannot be seen, letters written apart from their marks. */
    passage: string;
    invisible: string;
    apart: string;
  };
  /** What a claim may rest on: roles, or a word that admits that it is not verified. */
  claims: { roles: string[]; unverified: string };
  /** Marks with what each is folded to, and characters that are dropped. */
  folding: { marks: Record<string, string>; dropped: string };
  /** What is put between blocks when they are searched as one text. */
  border: string;
  /** Sizes of context that are tried, in characters: around a quote, and in a line of the source. */
  contexts: { quote: number[]; source: number[] };
  works: {
    kinds: { name: string; label: string; asked: string[]; required: string[] }[];
    /** Patterns: a remark that admits a gap, and an address. */
    admits: string;
    address: string;
  };
  /** The pattern of an address for mail. */
  mail: string;
  /** The script of the form, below `_static`. */
  form: string;
  /** The script and the style of the search, below `_static`. */
  search: { script: string; style: string; service: string };
  /** Its style, likewise. */
  formStyle: string;
}

/** What is not offered is empty. */
interface JiaozhuWaysData {
  [name: string]: string | number;
  host: string;
  newFile: string;
  newIssue: string;
  changes: string;
  issues: string;
  most: number;
  editor: string;
  mail: string;
  title: string;
  folder: string;
}

interface JiaozhuNoteKind {
  /** What is in the file. */
  value: string;
  /** The name in classes of the page. */
  style: string;
  /** What the page shows before a note. */
  label: string;
  /** What the form shows; empty for a kind that is never written by hand. */
  option: string;
  /** Whether it puts its text in doubt. */
  doubt: boolean;
}

/** The data of a text's page, in its element `#jz-data`. */
interface JiaozhuPageData {
  text: string;
  source: string;
  title: string;
  lines: string;
  held: string;
  url: string;
  reference: string;
  /** The reference without an address: of a page that others cannot reach. */
  unlinked: string;
  bibtex: string;
}

/** The lines of a text's source: workflows/authoring/lines.py. Offsets and lengths are in UTF-16 units. */
interface JiaozhuLines {
  lines: [number: number, text: string][];
  blocks: Record<string, [line: number, column: number, length: number, read: number, held: string | 0][]>;
}

/** Something that holds to words of a source: workflows/authoring/holding.py. */
type JiaozhuHeld = [
  what: string,
  name: string,
  text: string,
  block: string,
  start: number,
  length: number,
  prefix: string,
  quote: string,
  suffix: string,
  scope: number,
  alone: number,
];

/** A card of the glossary; `places` is the address of the concordance, from the root of the site. */
type JiaozhuCard = [
  headword: string,
  pinyin: string,
  gloss: string,
  kind: string,
  sentence: string,
  times: number,
  places: string,
];

/** A passage that others refer to, for a preview: sphinx_ext/passage_data.py. */
type JiaozhuPassage = [title: string, line: string, text: string];

/** A printed line: sphinx_ext/facsimiles.py. Offsets are UTF-16 units of what a block reads, the box is in pixels. */
type JiaozhuFacsimileLine = [
  block: string,
  start: number,
  end: number,
  page: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
];

interface JiaozhuPrintedLine {
  index: number;
  block: string;
  start: number;
  end: number;
  page: number;
  box: [left: number, top: number, right: number, bottom: number];
}

interface JiaozhuFacsimile {
  rights: string;
  pages: { page: number; address: string; elsewhere: string; width: number; height: number; slant: number }[];
  lines: JiaozhuFacsimileLine[];
}

// The data of the search: outputs/search/shards.py --------------------------------------------------------------------------

type JiaozhuAlias = [syllables: string, page: number, anchor: string, text: string];
/** A fourth value is what is changed in a source reading, the level of a heading, or the parts of an entry. */
type JiaozhuRow = [kind: number, anchor: string, text: string, more?: [number, number, string][] | number | JiaozhuEntry];

/** Where the headword of an entry ends, and where its definition begins: UTF-16 units of its text. */
interface JiaozhuEntry {
  head: number;
  body: number;
}

/** What a search forgives in a language: language/leniency.py. */
interface JiaozhuLeniency {
  asking: string[];
  particles: string;
  digits: Record<string, number>;
  tens: Record<string, number>;
  counted: Record<string, string>;
  date: [year: string, month: string, day: string];
  slurred: [from: string, to: string][];
}

interface JiaozhuNearness {
  /** The letters of each sound. */
  sounds: Record<string, string>;
  /** Groups of letters that look alike. */
  alike: string[];
}

interface JiaozhuHead {
  /** Of the edition. */
  title: string;
  kinds: string[];
  pages: [address: string, title: string, source: number, year: string][];
  sources: [siglum: string, title: string][];
  shards: [digest: string, first: number, pages: number][];
  traditional: [traditional: string, simplified: string];
  terms: Record<string, string>;
  aliases: JiaozhuAlias[];
  /** Null of a service's answer, which is exact. */
  leniency: JiaozhuLeniency | null;
  answers: [words: string[], page: number, anchor: string, shown: string][];
  index: { slices: number; buckets: number } | null;
  /** Made of `terms` when it is first needed. */
  names?: Map<string, string[]>;
}

/** A stretch of a source reading that the edited text has otherwise: UTF-16 units of its folded form. */
interface JiaozhuChanged {
  start: number;
  end: number;
  act: string;
}

interface JiaozhuRecord {
  page: number;
  kind: string;
  anchor: string;
  text: string;
  changed: JiaozhuChanged[] | null;
  entry: JiaozhuEntry | null;
  /** Its level; 0 for what is no heading. */
  heading: number;
  /** The headings that it is under, without the page's own. */
  under: string[];
}

/** A folded text, loosened, and the place in the folded text of each of its UTF-16 units. */
interface JiaozhuLoose {
  text: string;
  at: Int32Array;
}

interface JiaozhuLooseShard extends JiaozhuLoose {
  /** Where the text of each record begins. */
  starts: number[];
}

interface JiaozhuShard {
  records: JiaozhuRecord[];
  /** Where the folded text of each record begins in `text`. */
  starts: number[];
  text: string;
  loose?: JiaozhuLooseShard;
}

interface JiaozhuHit {
  record: JiaozhuRecord;
  anchor: string;
  times: number;
  /** The first place of each word: UTF-16 units of the folded text. */
  spots: [start: number, end: number][];
  /** Of a hit that is only near the query: how near, from 0 to 1. */
  like?: number;
}

/** For each place of a query the code units that may be meant there, with what each costs. */
type JiaozhuPattern = Map<number, number>[];

interface JiaozhuLikeness {
  cost: number;
  start: number;
  end: number;
}

interface JiaozhuLikePlace {
  shard: number;
  record: number;
  start: number;
  end: number;
  like: number;
}

interface JiaozhuCandidate {
  shard: number;
  record: number;
  like: number;
  /** In the loosened shard; null for the places of the query's units. */
  spots: [number, number][] | null;
}

/** A query, loosened, without what only asks. */
interface JiaozhuTopic {
  words: string[];
  whole: string;
  asks: boolean;
}

interface JiaozhuUnit {
  text: string;
  /** Whether it must not be part of a longer word or number. */
  token: boolean;
  weight: number;
}

interface JiaozhuPair {
  unit: number;
  alone: number;
  seconds: Map<number, number>;
}

interface JiaozhuCover {
  units: JiaozhuUnit[];
  masks: Int32Array[];
  /** How much of the query a record has, from 0 to 1. */
  of(shard: number, number: number, record: JiaozhuRecord): number;
}

/** What a search service answers: tools/jiaozhu/service/app.py. */
interface JiaozhuServed {
  version: number;
  title: string;
  sources: [siglum: string, title: string][];
  forms: [traditional: string, simplified: string];
  words: string[];
  term: string | null;
  exact: boolean;
  count: number;
  times: number;
  tallies: Record<string, Record<string, number>>;
  pages: [address: string, title: string, source: number, year: string][];
  hits: JiaozhuServedHit[];
}

interface JiaozhuServedHit {
  page: number;
  kind: string;
  anchor: string;
  /** The anchor of the record itself: of a source reading the hit has that of what was changed. */
  own: string;
  text: string;
  level: number;
  entry: [head: number, body: number] | null;
  under: string[];
  times: number;
  spots: [start: number, end: number][];
}

interface JiaozhuAsked {
  kind?: string;
  source?: string;
  year?: string;
  whole?: boolean;
  stale?: () => boolean;
}

interface JiaozhuResult {
  query: string;
  words: string[];
  hits: JiaozhuHit[];
  searched: number;
  all: number;
  sounds: JiaozhuAlias[];
  /** The anchor of the entry that the whole query names. */
  term: string | null;
  /** The edition's own answers. */
  answers: JiaozhuHit[];
  cut: boolean;
  /** Of a service's answer: what it has counted, of which the hits are the first. */
  served?: { tallies: Record<string, Record<string, number>>; exact: boolean; passages: number; times: number };
  /** Why a service did not answer. */
  failure?: string;
}

type JiaozhuFacet = "kind" | "source" | "year";
type JiaozhuChosen = Record<JiaozhuFacet, string>;

interface JiaozhuPanel {
  input: HTMLInputElement;
  recall(): Promise<void>;
}

type JiaozhuFollow = (link: HTMLAnchorElement, hit: JiaozhuHit) => void;

interface JiaozhuMemory {
  read(): URLSearchParams;
  write(values: Record<string, string>): void;
}

// What passes between the scripts -------------------------------------------------------------------------------------------

interface JiaozhuChoice {
  name: string;
  /** The key of the attribute of <html>. */
  key: string;
  label: string;
  /** Whether it is in the page's address too. */
  inAddress?: boolean;
  options: [value: string, text: string][];
  /** What is to be done once a reader has chosen. */
  chosen?: (value: string) => void;
}

/** Where notes are: beside their lines, in the text, at the end of it. */
type JiaozhuArrangement = "margin" | "place" | "foot";

/** A note on the page. */
interface JiaozhuNote {
  id: string;
  note: HTMLElement;
  marks: HTMLAnchorElement[];
  /** What kind of note it is and which words it is about. */
  line: HTMLElement;
  body: HTMLElement | null;
  /** The paragraph, heading, item or table after which it is read. */
  block: Element;
  inTable: boolean;
  /** The place that a paragraph has for it while it is open. */
  room: HTMLElement | null;
  /** Whether all of it is shown without being opened. */
  whole: boolean;
}

interface JiaozhuCardOwner {
  node: HTMLElement;
  fill: (node: HTMLElement) => Promise<Node[] | null>;
}

interface JiaozhuRefused {
  /** Why it cannot be done. */
  refused: string;
}

interface JiaozhuTarget {
  block: string;
  start: number;
  quote: string;
  prefix: string;
  suffix: string;
  /** Whether the block must be named. */
  named: boolean;
}

interface JiaozhuPlace {
  line: number;
  words: string;
  prefix: string;
  suffix: string;
}

type JiaozhuWorkField =
  | "title"
  | "authors"
  | "journal"
  | "booktitle"
  | "publisher"
  | "date"
  | "number"
  | "pages"
  | "url"
  | "note";

interface JiaozhuWork {
  key: string;
  type: string;
  title: string;
  authors: string[];
  journal: string;
  booktitle: string;
  publisher: string;
  date: string;
  number: string;
  pages: string;
  url: string;
  urldate: string;
  note: string;
}

interface JiaozhuKnown {
  works: Set<string> | null;
  terms: Set<string> | null;
  /** Names of the glossary's files. */
  slugs: Set<string>;
  /** What works are called, by their keys. */
  labels: Map<string, string>;
}

interface JiaozhuReference {
  shown: string;
  role: string;
  kind: string;
}

interface JiaozhuCorrection {
  id: string;
  after: string;
  reason: string;
  basis: string;
  cert: string;
  author: string;
  works?: JiaozhuWork[];
  /** Whether it opens its block. */
  opens?: boolean;
}

interface JiaozhuDraft {
  place: string;
  quote: string;
  kind: string;
  after: string;
  reason: string;
  cert: string;
  headword: string;
  pinyin: string;
  gloss: string;
  termKind: string;
  body: string;
  author: string;
  works: JiaozhuWork[];
  taken: boolean;
}

type JiaozhuWhat = "note" | "correction" | "term";
type JiaozhuControl =
  | "kind"
  | "after"
  | "reason"
  | "cert"
  | "headword"
  | "pinyin"
  | "gloss"
  | "termKind"
  | "body"
  | "author";

/** What the form has at a moment. */
interface JiaozhuSaid {
  id: string;
  what: JiaozhuWhat;
  kind: string;
  label: string;
  source: string;
  text: string;
  target: JiaozhuTarget;
  quote: string;
  /** What the block of the quote reads, and any other block. */
  reading: string;
  readings: (block: string) => string;
  held: JiaozhuHeld[];
  after: string;
  reason: string;
  cert: string;
  headword: string;
  pinyin: string;
  gloss: string;
  termKind: string;
  author: string;
  body: string;
  place: JiaozhuPlace | JiaozhuRefused | null;
}

interface JiaozhuFault {
  control: JiaozhuControl;
  text: string;
  /** Whether it is said before anything was written. */
  always?: boolean;
  /** Whether a query can say the same instead. */
  query?: boolean;
  /** Whether it goes away by itself. */
  waits?: boolean;
}

interface JiaozhuChange {
  text: string;
  block: string;
  start: number;
  end: number;
  after: string;
  /** What the block reads before it. */
  reading: string;
}

/** A contribution, as the basket keeps it. */
interface JiaozhuItem {
  id: string;
  what: JiaozhuWhat;
  /** From the corpus folder. */
  path: string;
  content: string;
  source: string;
  text: string;
  title: string;
  /** Of its page, from the root of the site. */
  address: string;
  label: string;
  quote: string;
  after: string;
  target: JiaozhuTarget;
  draft: Partial<JiaozhuDraft>;
}

interface JiaozhuFields {
  kind: HTMLSelectElement;
  after: HTMLInputElement;
  reason: HTMLInputElement;
  cert: HTMLSelectElement;
  headword: HTMLInputElement;
  pinyin: HTMLInputElement;
  gloss: HTMLInputElement;
  termKind: HTMLSelectElement;
  body: HTMLTextAreaElement;
  author: HTMLInputElement;
  change: HTMLElement;
  entry: HTMLElement;
  label: HTMLLabelElement;
}

interface JiaozhuAddress {
  /** Empty if not even the page itself can be named. */
  address: string;
  /** Whether its text goes by the clipboard. */
  pasted: boolean;
}

interface JiaozhuAuthor {
  name: string;
  mail: string;
}

interface JiaozhuMade {
  address?: string;
  pasted?: boolean;
  /** What goes to the clipboard. */
  text?: string;
  /** What is saved, under which name. */
  saved?: string;
  file?: string;
}

interface JiaozhuWay {
  name: string;
  offered(items: JiaozhuItem[]): boolean;
  label(items: JiaozhuItem[]): string;
  about(items: JiaozhuItem[]): string;
  make(items: JiaozhuItem[], author: JiaozhuAuthor): JiaozhuMade;
  /** The page on which it is followed. */
  watch(): string;
  next(items: JiaozhuItem[]): string[];
}

interface JiaozhuSender {
  items(): JiaozhuItem[];
  /** Whether they can go out; says what is wrong if not. */
  ready(): boolean;
  author(): JiaozhuAuthor;
  sent(way: string): void;
}

interface JiaozhuSendPanel {
  first: HTMLElement;
  row: HTMLElement;
  nodes: HTMLElement[];
  update(): void;
  clear(): void;
}

type JiaozhuValues = Record<string, string | number>;

// The namespace, in the order in which the scripts are loaded ---------------------------------------------------------------

interface Jiaozhu {
  site: JiaozhuSite;
  words(text: string, values?: JiaozhuValues): string;
  plural(one: string, many: string, number: number, values?: JiaozhuValues): string;
  page: {
    element<Tag extends keyof HTMLElementTagNameMap>(
      tag: Tag,
      attributes?: Record<string, string>,
      ...children: (Node | string | null)[]
    ): HTMLElementTagNameMap[Tag];
    field(label: string, control: HTMLElement): HTMLParagraphElement;
    choice(id: string, options: [value: string, shown: string][]): HTMLSelectElement;
    say(node: Element, text: string): void;
    root(): string;
    load(address: string): Promise<void>;
    loadStyle(address: string): Promise<void>;
    keep(name: string, value: string): void;
    kept(name: string): string;
    setAddress(change: (parameters: URLSearchParams) => void): void;
    today(): string;
  };
  folding: {
    addForms(traditional: string, simplified: string): void;
    fold(text: string): string;
    place(text: string, start: number, end: number): [start: number, end: number];
  };
  loose: {
    learn(data: JiaozhuLeniency): void;
    leniency(): JiaozhuLeniency;
    loosen(folded: string): JiaozhuLoose;
    place(loose: JiaozhuLoose, start: number, end: number): [start: number, end: number];
    topic(query: string): string;
  };
  likeness: {
    learn(data: JiaozhuNearness): void;
    patterns(query: string): JiaozhuPattern[];
    masked(pattern: JiaozhuPattern, strict: boolean, run: () => void): void;
    scan(text: string, start: number, end: number, length: number, most: number, ends: number[]): number;
    align(pattern: JiaozhuPattern, text: string, from: number, to: number): JiaozhuLikeness;
  };
  sounds: {
    sounding(query: string, aliases: JiaozhuAlias[]): JiaozhuAlias[];
    slips(query: string, aliases: JiaozhuAlias[]): JiaozhuAlias[];
  };
  searchData: {
    head(data: JiaozhuHead): void;
    shard(number: number, pages: JiaozhuRow[][]): void;
    slice(number: number, text: string): void;
    near(data: JiaozhuNearness): void;
    serve(answer: JiaozhuServed): void;
    release(): void;
    at(address: string): void;
    loaded(): JiaozhuHead;
    ready(): Promise<void>;
    loadShard(number: number): Promise<void>;
    loadNear(): Promise<void>;
    progress(): { loaded: number; all: number };
    shards: JiaozhuShard[];
    candidates(list: string[]): Promise<number[]>;
    likeliest(list: string[], most: number): Promise<number[]>;
    hashed(characters: string[], buckets: number): number;
    unpacked(text: string): Set<number> | null;
  };
  searchUnits: {
    unitsOf(list: string[]): JiaozhuUnit[];
    prepare(units: JiaozhuUnit[]): void;
    maskOf(text: string, units: JiaozhuUnit[]): number;
    masksOf(shard: JiaozhuLooseShard, units: JiaozhuUnit[]): Int32Array;
    spread(shard: JiaozhuLooseShard, string: string, token: boolean, bits: number, masks: Int32Array): void;
  };
  searchPlaces: {
    loosened(shard: JiaozhuShard): JiaozhuLooseShard;
    topicOf(query: string): JiaozhuTopic;
    /** The end of a record in its shard's loosened text. */
    endOf(shard: JiaozhuLooseShard, record: number): number;
    placesLike(shards: JiaozhuLooseShard[], string: string): JiaozhuLikePlace[];
    named(whole: string): { anchor: string; list: string[]; name: string }[];
  };
  searchCover(shards: JiaozhuLooseShard[], topic: JiaozhuTopic, strict?: boolean): JiaozhuCover;
  searchNear(query: string, asked?: { known?: Set<JiaozhuRecord> }): JiaozhuHit[];
  searchAnswers(query: string): JiaozhuHit[];
  search: {
    MOST_QUERY: number;
    find(query: string, asked?: JiaozhuAsked): Promise<JiaozhuResult>;
    near(query: string, result: JiaozhuResult): Promise<JiaozhuHit[]>;
    queryWords(query: string): string[];
    slips(query: string): JiaozhuAlias[];
  };
  searchFacets: {
    KINDS: Record<string, string>;
    fits(hit: JiaozhuHit, chosen: JiaozhuChosen, except?: JiaozhuFacet): boolean;
    facets(
      result: JiaozhuResult,
      chosen: JiaozhuChosen,
      press: (facet: JiaozhuFacet, value: string) => void,
    ): HTMLElement[];
  };
  searchHits: {
    address(number: number, anchor: string, marked?: string[]): string;
    spotsOf(folded: string, list: string[]): [start: number, end: number][];
    item(
      hit: JiaozhuHit,
      list: string[],
      names: Map<string, number>,
      follow: (link: HTMLAnchorElement) => void,
    ): HTMLLIElement;
    byPage(hits: JiaozhuHit[], term?: string | null): JiaozhuHit[][];
    heading(hits: JiaozhuHit[]): HTMLElement;
  };
  searchLists: {
    field(): HTMLInputElement;
    unsearched(): string;
    answers(result: JiaozhuResult, names: Map<string, number>, follow: JiaozhuFollow): HTMLElement[];
    advice(result: JiaozhuResult, ask: (query: string) => void): HTMLElement[];
    page(
      hits: JiaozhuHit[],
      list: string[],
      most: number,
      names: Map<string, number>,
      follow: JiaozhuFollow,
    ): HTMLLIElement;
    near(hits: JiaozhuHit[], result: JiaozhuResult, names: Map<string, number>, follow: JiaozhuFollow): HTMLElement[];
  };
  searchState: {
    recalled: (isDialog: boolean) => { query: string; chosen: JiaozhuChosen; at: number };
    countOf(result: JiaozhuResult, hits: JiaozhuHit[]): string;
    memory(isDialog: boolean): JiaozhuMemory;
  };
  searchArrival: { arrive(url: URL): void; mark(query: string, hash: string): Promise<void> };
  searchPanel(host: HTMLElement, close: (() => void) | null): JiaozhuPanel;
  reading: { offer(choice: JiaozhuChoice): void };
  cards?: {
    terms(data: Record<string, JiaozhuCard>): void;
    add(selector: string, fill: JiaozhuCardOwner["fill"]): void;
    show(node: HTMLElement, fill: JiaozhuCardOwner["fill"]): void;
    kindLine(text: string): HTMLElement;
    footLine(...children: (Node | null)[]): HTMLElement;
    link(text: string, href: string): HTMLAnchorElement;
  };
  previews?: { passages(data: Record<string, JiaozhuPassage>): void };
  // On pages of texts only:
  notePlaces: {
    stack(wanted: number[], heights: number[], gap: number): number[];
    plan(
      notes: { wanted: number; brief: number; whole: number }[],
      gap: number,
      most: number,
    ): { top: number; whole: boolean }[];
  };
  noteList: {
    entries: JiaozhuNote[];
    toBlocks(): void;
    toFoot(): void;
    of(node: EventTarget | null): JiaozhuNote | null;
  };
  noteLayout: {
    arrange(open: Set<JiaozhuNote>, again?: boolean): JiaozhuArrangement;
    print(prints: boolean): void;
  };
  noteWords: { light(entry: JiaozhuNote | null): void };
  /** Where the text has notes. */
  notes?: {
    /** Lay the notes out again, once what has changed is shown. */
    arrange(): void;
    /** Show the note that a node is in, or whose mark it is, and its mark; false if it is in none. */
    reveal(node: Node): boolean;
  };
  copying?: { copyWithReference(): boolean };
  citing: {
    isPublic(address: string): boolean;
    cite(
      data: Pick<JiaozhuPageData, "url" | "reference" | "unlinked" | "bibtex">,
      line: string,
      hash: string,
      here: string,
    ): { reference: string; bibtex: string; url: string };
  };
  selection: {
    selected(): JiaozhuTarget | JiaozhuRefused | null;
    reading(block: Element): string;
    before(text: string, at: number, size: number): string;
    after(text: string, at: number, size: number): string;
    target(block: { id: string; text: string }, blocks: string[], start: number, end: number): JiaozhuTarget;
    blocks: string;
    /** The text nodes of a block, each with its offset in what the block reads. */
    pieces(block: Element): { node: Node; start: number; skip: number; text: string }[];
    /** The offset of a place of the document in what a block reads. */
    offset(block: Element, node: Node, at: number): number;
  };
  facsimileLines: {
    named(lines: JiaozhuFacsimileLine[]): JiaozhuPrintedLine[];
    lineAt(lines: JiaozhuPrintedLine[], block: string, offset: number): JiaozhuPrintedLine | null;
    shape(
      box: number[],
      page: { width: number; height: number; slant: number },
    ): { left: number; top: number; width: number; height: number; angle: number };
    bounded(zoom: number): number;
  };
  contribute: {
    /** Under which the basket is kept. */
    BASKET: string;
    /** Get what follows. */
    load(): Promise<void>;
    open(target: JiaozhuTarget): Promise<void>;
  };
  // When the form was opened, or something is in the basket:
  source: {
    origin(data: JiaozhuLines, block: string, start: number, end: number): JiaozhuPlace | JiaozhuRefused;
  };
  files: {
    fresh(letter: string): string;
    isDate(text: string): boolean;
    note(
      target: JiaozhuTarget,
      text: string,
      said: { kind: string; author: string; body: string; works?: JiaozhuWork[] },
    ): string;
    correction(place: JiaozhuPlace, shown: string, said: JiaozhuCorrection): string;
    term(said: { headword: string; pinyin: string; gloss: string; kind: string; body: string }): string;
    slug(sound: string, taken: Set<string>, otherwise: string): string;
  };
  markup: {
    /** Patterns of a role and of code. */
    ROLE: string;
    CODE: string;
    MOST: number;
    decoded(text: string): string;
    hides(text: string): boolean;
    faults(body: string, known?: Partial<JiaozhuKnown>): string[];
  };
  preview: { render(body: string, known?: Partial<JiaozhuKnown>): HTMLElement[] };
  references: {
    works(data: { works: [key: string, label: string][]; terms: string[]; slugs: string[] }): void;
    load(): Promise<void>;
    begin(works: JiaozhuWork[]): void;
    bring(work: JiaozhuWork): void;
    keepCited(body: string): void;
    brought(): JiaozhuWork[];
    known(): JiaozhuKnown;
    insert(area: HTMLTextAreaElement, text: string): void;
    finder(body: HTMLTextAreaElement): HTMLElement;
  };
  newWork(body: HTMLTextAreaElement): HTMLElement;
  touched: {
    fate(held: JiaozhuHeld, change: JiaozhuChange): "" | "lost" | "doubled";
    touched(held: JiaozhuHeld[], change: JiaozhuChange): string[];
  };
  parcel: {
    PATH: RegExp;
    title(items: JiaozhuItem[]): string;
    summary(item: JiaozhuItem): string;
    issue(items: JiaozhuItem[]): string;
    mail(items: JiaozhuItem[], author: JiaozhuAuthor): string;
    file(items: JiaozhuItem[], author: JiaozhuAuthor): string;
    read(text: string): JiaozhuItem[] | null;
    isItem(value: unknown): value is JiaozhuItem;
  };
  basket: {
    all(): JiaozhuItem[];
    put(item: JiaozhuItem): boolean;
    remove(ids: string[]): void;
    undo(): void;
    canUndo(): boolean;
    merge(items: JiaozhuItem[]): void;
    watch(watcher: () => void): void;
  };
  ways: {
    WAYS: JiaozhuWay[];
    fileAddress(item: JiaozhuItem, template?: string): JiaozhuAddress;
    issueAddress(items: JiaozhuItem[], template?: string): JiaozhuAddress;
    mailAddress(items: JiaozhuItem[]): JiaozhuAddress;
  };
  send: {
    copy(text: string): Promise<boolean>;
    save(name: string, text: string): void;
    makeSend(sender: JiaozhuSender): JiaozhuSendPanel;
  };
  formFields: {
    CORRECTION: string;
    TERM: string;
    WRITTEN: readonly ("after" | "reason" | "headword" | "pinyin" | "gloss" | "body")[];
    makeFields(target: JiaozhuTarget, kept: Partial<JiaozhuDraft>): JiaozhuFields;
    noteLabel(kind: string): string;
  };
  formItem: {
    content(said: JiaozhuSaid): string;
    make(said: JiaozhuSaid, draft: JiaozhuDraft, where: { title: string; address: string }): JiaozhuItem;
    query(said: JiaozhuSaid): { kind: string; body: string };
    unsent(place: string, quote: string): Partial<JiaozhuDraft>;
  };
  formParts: {
    faults(said: JiaozhuSaid): JiaozhuFault[];
    grounded(said: JiaozhuSaid): boolean;
    makeAsk(body: HTMLTextAreaElement, findSource: () => void): HTMLElement;
    showList(node: Element, rows: string[]): void;
    look(said: JiaozhuSaid): HTMLElement[];
  };
  form?: {
    lines(all: JiaozhuLines): void;
    held(all: JiaozhuHeld[]): void;
    open(target: JiaozhuTarget, item?: JiaozhuItem | null): void;
    isOpen(): boolean;
  };
  basketPanel?: { open(): void; show(): void };
}

interface Window {
  jiaozhu: Jiaozhu;
  jiaozhuSite: JiaozhuSite;
}
