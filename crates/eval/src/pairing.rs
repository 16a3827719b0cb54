//! Greedy one-to-one pairing of gold annotations with findings.

/// Which gold entry goes with which finding, by index, in the order in which it was decided.
#[derive(Debug, Default)]
pub struct Pairs {
    list: Vec<(usize, usize)>,
}

/// Pairs `gold` entries with `found` ones, the best score first; `score` is None where two cannot be a pair.
/// Equal scores go to the earlier gold entry, then to the earlier finding.
pub fn pair(gold: usize, found: usize, score: impl Fn(usize, usize) -> Option<f64>) -> Pairs {
    let all = (0..gold).flat_map(|g| (0..found).map(move |p| (g, p)));
    let mut options: Vec<(f64, usize, usize)> = all.filter_map(|(g, p)| Some((score(g, p)?, g, p))).collect();
    options.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut pairs = Pairs::default();
    for (_, g, p) in options {
        if pairs.of_gold(g).is_none() && !pairs.has_found(p) {
            pairs.list.push((g, p));
        }
    }
    pairs
}

impl Pairs {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.list.iter().copied()
    }
    /// How many hold what `right` asks.
    pub fn count(&self, right: impl Fn(usize, usize) -> bool) -> usize {
        self.iter().filter(|&(g, p)| right(g, p)).count()
    }
    /// The finding that gold entry `g` goes with.
    pub fn of_gold(&self, g: usize) -> Option<usize> {
        self.iter().find(|pair| pair.0 == g).map(|pair| pair.1)
    }
    /// Whether finding `p` goes with a gold entry.
    pub fn has_found(&self, p: usize) -> bool {
        self.iter().any(|pair| pair.1 == p)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_goes_first_and_ties_go_to_the_earlier() {
        let table = [[0.5, 0.9, 0.9], [0.5, 0.95, 0.1]];
        let pairs = pair(2, 3, |g, p| Some(table[g][p]));
        assert_eq!(pairs.iter().collect::<Vec<_>>(), [(1, 1), (0, 2)]);
        let pairs = pair(2, 2, |_, _| Some(1.0));
        assert_eq!(pairs.iter().collect::<Vec<_>>(), [(0, 0), (1, 1)]);
        let pairs = pair(2, 2, |g, p| (g != p).then_some(0.0));
        assert_eq!(pairs.iter().collect::<Vec<_>>(), [(0, 1), (1, 0)]);
        assert_eq!((pairs.of_gold(1), pairs.of_gold(2), pairs.has_found(1), pairs.len()), (Some(0), None, true, 2));
    }
}
