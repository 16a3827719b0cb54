//! The classes a table row may have: what a form is to a finder.

macro_rules! classes {
    ($($name:ident $text:literal $doc:literal,)*) => {
        /// What a form is to a finder.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Class {
            $(#[doc = $doc] $name,)*
        }
        impl Class {
            /// The class that tables call `text`.
            pub fn parse(text: &str) -> Option<Class> {
                match text { $($text => Some(Class::$name),)* _ => None }
            }
            /// The bit that stands for the class in a token's mask.
            pub const fn bit(self) -> u128 {
                1 << (self as u8)
            }
        }
    };
}

classes! {
    Cue "cue" "Somebody says something.",
    Event "event" "Something happens.",
    Status "status" "Sets the status of an event near it.",
    Outcome "outcome" "What came of an event.",
    Round "round" "A round of talks.",
    Level "level" "The level of a meeting.",
    Occasion "occasion" "On what occasion something was said.",
    Delegation "delegation" "A delegation.",
    Chair "chair" "Heading a delegation or meeting.",
    Counterpart "counterpart" "The same office on the other side.",
    Side "side" "A side of the talks.",
    Office "office" "An office a person holds.",
    Former "former" "Makes an office a past or acting one.",
    Courtesy "courtesy" "A title that is no role.",
    Rank "rank" "A military rank.",
    Ministry "ministry" "A ministry.",
    Unnamed "unnamed" "An unnamed speaker.",
    Group "group" "A collective speaker.",
    Month "month" "A month of some calendar.",
    Weekday "weekday" "A day of the week.",
    Season "season" "A season.",
    Decade "decade" "A decade of a century.",
    Deictic "deictic" "A day counted from publication.",
    Unit "unit" "A unit of time.",
    Dir "dir" "Next, last, this.",
    Part "part" "Part of a period.",
    Daypart "daypart" "Part of a day.",
    Vague "vague" "A vague reference to time.",
    Era "era" "An era or calendar.",
    Approx "approx" "About, nearly, more than.",
    Set "set" "A recurring time.",
    Dayword "dayword" "The word 'day'.",
    Yearword "yearword" "The word 'year'.",
    Monthword "monthword" "The word 'month'.",
    Number "number" "A number word.",
    Fraction "fraction" "A fraction.",
    Half "half" "Half.",
    Third "third" "A third.",
    Quarter "quarter" "A quarter.",
    Ordinal "ordinal" "An ordinal.",
    Bound "bound" "A bound of a figure.",
    Numbered "numbered" "A noun whose number is a name.",
    Counted "counted" "A counted noun.",
    Prep "prep" "A preposition.",
    Conj "conj" "A conjunction.",
    That "that" "Introduces a clause.",
    Rel "rel" "A relative pronoun.",
    Neg "neg" "A negation.",
    Aux "aux" "An auxiliary.",
    Pron "pron" "A pronoun.",
    Dem "dem" "A demonstrative.",
    Adv "adv" "An adverb.",
    Stop "stop" "A frequent word that is no name.",
    Given "given" "A given name.",
    Particle "particle" "Part of a name.",
    Debris "debris" "Begins page furniture.",
    DebrisLine "debris-line" "A line of page furniture.",
    DebrisRest "debris-rest" "Page furniture to the end.",
    Byline "byline" "Opens a byline.",
    Caption "caption" "Marks a caption.",
    AgencySign "agency-sign" "An agency's sign.",
    Published "published" "Stands before a date of publication.",
    Counter "counter" "A counter of views or minutes.",
    Participation "participation" "What is suspended beside treaties and talks.",
    Exchanged "exchanged" "What is handed over in an exchange.",
    Withdrawn "withdrawn" "What is pulled out of a place.",
    Formed "formed" "A body that is set up.",
    Realm "realm" "A state by its form alone: the Kingdom.",
    Settlement "settlement" "A noun for a town or region, behind which its name stands.",
    Passage "passage" "A way over a border, or the border, that is opened and closed.",
    Conditional "conditional" "Opens a condition.",
    Anonymity "anonymity" "A source asks not to be named.",
    Via "via" "Names a source of words: according to, quoting.",
    Organ "organ" "A word that opens the name of an organisation or medium.",
    Name "name" "A name of a dossier.",
    Nisba "nisba" "A state's adjective.",
    Topic "topic" "A topic's words.",
}

impl Class {
    /// Bits of the classes of function words, of which a language has a closed list.
    pub const FUNCTION: u128 = Class::Prep.bit()
        | Class::Conj.bit()
        | Class::That.bit()
        | Class::Rel.bit()
        | Class::Neg.bit()
        | Class::Aux.bit()
        | Class::Pron.bit()
        | Class::Dem.bit();
}
