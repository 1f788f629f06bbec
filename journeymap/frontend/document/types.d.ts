// Made by tools/make_frontend.py: do not edit.

/** IANA time zone name. */
export type Zone = string;

export type Km = number;

/** How someone travels. */
export type Means = "train" | "car" | "bus" | "coach" | "motorcycle" | "bicycle" | "foot" | "horse" | "ship" | "boat" | "plane" | "helicopter";

/** A position whose longitude runs on past 180 where the line crosses the date line. */
export type Vertex = [number, number];

/** A closed interval; null: that end is not stated. */
export type Window = [number | null, number | null];

export type Line = {
  coordinates: Vertex[];
  /** Chainage of each vertex; a journey that doubles back goes on counting. */
  km: Km[];
  legs: ({
    /** Index of the first vertex. */
    from: number;
    /** Index of the last vertex, which is the next leg's first. */
    to: number;
    basis: "railway" | "great-circle" | "recorded" | "gap";
    status: "reported" | "inferred" | "expected";
    note: string;
    /** Published kilometres per drawn kilometre. */
    scale: number;
    /** How the traveller went; left out: nothing says so. */
    means?: Means;
  })[];
  /** From which chainage which clock is kept. */
  zones: {
    km: Km;
    zone: Zone;
  }[];
  /** Named places that the line passes through, in order. */
  stops: {
    place: string;
    km: Km;
  }[];
};

/** Piecewise-linear functions of time on the shared breakpoints t, constant beyond both ends: the estimate, and the ends of the range in which the traveller can have been. low <= best <= high. */
export type Track = {
  t: number[];
  best: Km[];
  low: Km[];
  high: Km[];
};

export type Epoch = {
  from: number;
  /** null: nothing has placed the traveller yet. */
  track: Track | null;
  /** The event at which it was last reported. */
  placed_by: string | null;
  /** The place that then lay ahead. */
  expected: string | null;
  /** Index in `ways` of the branch to it. Without one, high runs on beyond the line: so many kilometres in no direction known. */
  way: number | null;
  /** Index in `ways` of the branch that stands for the line so far, where that runs through places of which nothing was public. */
  past: number | null;
  /** By event, why what it says was not believed. */
  conflicts: Record<string, string>;
  /** What became public at its beginning. */
  claims: string[];
  /** The events these claims belong to, as fused from what was public. */
  events: ({
    id: string;
    kind: Kind;
    status: Status;
    place: string | null;
    /** null: it is at no point of the line. */
    km: number | null;
    zone: Zone;
    window: Window;
    /** Claim, its status as it was then, and in what it differs from the others; empty when it agrees. */
    claims: [string, Status, string][];
  })[];
};

export type Kind = "departure" | "arrival" | "stop" | "pass" | "border-crossing" | "meeting" | "statement";

export type Status = "official" | "reported" | "expected" | "contradicted";

export type Event = {
  id: string;
  kind: Kind;
  status: Status;
  place: string | null;
  /** null: it does not fix the traveller on the line. */
  km: number | null;
  zone: Zone;
  window: Window;
  /** Where a timeline puts it; null: no time is stated. */
  moment: number | null;
  /** The agreeing claim that was public first; null when none says when it was. */
  first_report: {
    claim: string;
    at: number;
    day: string | null;
  } | null;
  /** Seconds from the event until that report was public, minimum and maximum; null: an end of the window is not stated. */
  delay: [number | null, number | null];
  /** Why it cannot be true together with the other events. */
  conflict: string;
  claims: Claim[];
};

export type Claim = {
  id: string;
  source: string;
  /** Whom the source quotes, outermost first. */
  via: string[];
  url: string | null;
  status: Status;
  says: string;
  not_said: string;
  /** The event of which this says that it did not or will not happen. */
  denies: string | null;
  note: string;
  place: string | null;
  window: Window;
  /** Public at the latest at this moment. */
  reported_at: number | null;
  /** Set when only the day of publication is known. */
  reported_day: string | null;
  /** false: outside the set of claims that the event rests on. */
  agrees: boolean;
  disagreement: string;
  /** The event was within this of the place; left out: as the place is known. */
  accuracy_km?: number;
  /** The calendar that its dates are written in; left out: the Gregorian. The windows are the same moments in either. */
  calendar?: "gregorian" | "julian";
  /** How the traveller came to the event; left out: the claim does not say. */
  means?: Means;
};

/** A reported journey. Times are epoch seconds (UTC), lengths kilometres along the line travelled, positions [longitude, latitude] in WGS 84 degrees. */
export type JourneyDocument = {
  format: "journeymap/1";
  journey: {
    id: string;
    title: string;
    subtitle: string;
    summary: string;
    traveller: string;
    /** Whether any claim of it says who said it or when it was public. Where none does, readers speak of no evidence. */
    sourced: boolean;
    zone: Zone;
    zones: Zone[];
    /** Maximum speed assumed for the possible range. */
    max_speed_kmh: number;
    max_speed_note: string;
    /** What the landmarks are; empty when there are none. */
    landmarks_title: string;
  };
  /** The extent of the timeline. */
  span: {
    from: number;
    to: number;
  };
  /** Whether no time of the journey is known: there is a line, and no timeline. The span and the tracks then say nothing. */
  timeless: boolean;
  line: Line;
  tracks: {
    /** From all claims, and from a recording where there is one. */
    happened: Track;
    /** From when to when a recording has where the traveller was, but for gaps; null: there is none. */
    recorded: {
      from: number;
      to: number;
    } | null;
    /** From the claims public by then: an epoch lasts until the next begins, the last one to the end of the span. */
    known: {
      epochs: Epoch[];
      /** Branches off the line: from where the traveller was last reported to a place then expected, or past places of which nothing was public. Their kilometres go on from those of the line where they leave it. */
      ways: Line[];
      /** Number of claims of which nothing proves that they were public before the span ended. */
      later: number;
    };
  };
  events: Event[];
  /** Events shown beside the journey that are no part of it. */
  landmarks: Event[];
  places: Record<string, {
    name: string;
    name_local: string;
    position: Vertex;
    zone: Zone;
    kind: string;
    /** The true place lies within this of the position. */
    accuracy_m: number;
    detail: string;
  }>;
  /** What no report says. */
  unknowns: ({
    place: string | null;
    text: string;
  })[];
  /** Places visited off the line, and the place on the line from which. */
  asides: {
    place: string;
    from: string;
    note: string;
  }[];
  /** Keys of claims that a card shows by a sentence, each with the sentence. What only editors know is no part of the journey as it was known. */
  claim_fields: {
    key: string;
    words: string;
    editors_only: boolean;
  }[];
  attribution: string[];
};
