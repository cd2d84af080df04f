//! Wanted places on one axis → the nearest places that leave each its room.
//!
//! With their order kept, the places that move least (in least squares) are an isotonic regression of the wanted ones, less
//! the room that those before need. It is solved exactly, and in linear time, by pooling adjacent violators: Ayer, Brunk,
//! Ewing, Reid and Silverman, « An Empirical Distribution Function for Sampling with Incomplete Information », Annals of
//! Mathematical Statistics 26 (1955). Limits are then kept by cutting the pooled levels, which stays optimal: Barlow,
//! Bartholomew, Bremner and Brunk, « Statistical Inference under Order Restrictions » (1972).

/// What wants to stand with its middle at `at` and takes `size` around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    /// The middle wanted.
    pub(super) at: f64,
    /// The room taken, half on each side.
    pub(super) size: f64,
}

/// The middles, in the order of the wishes: none overlaps another, and none leaves `limits` while all have room there.
pub(super) fn spread(wishes: &[Wish], limits: (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|a, b| wishes[*a].at.total_cmp(&wishes[*b].at));
    // How far the middle of each stands at least from that of the first.
    let mut before = vec![0.0; order.len()];
    for i in 1..order.len() {
        before[i] = before[i - 1] + (wishes[order[i - 1]].size + wishes[order[i]].size) / 2.0;
    }
    let size = |rank: Option<&usize>| rank.map_or(0.0, |i| wishes[*i].size / 2.0);
    let least = limits.0 + size(order.first());
    let most = limits.1 - size(order.last()) - before.last().copied().unwrap_or(0.0);
    // Blocks of wishes that touch each other: their common level (sum, count).
    let mut blocks: Vec<(f64, f64)> = Vec::new();
    for (rank, i) in order.iter().enumerate() {
        let mut block = (wishes[*i].at - before[rank], 1.0);
        while let Some(last) = blocks.pop_if(|last| last.0 / last.1 >= block.0 / block.1) {
            block = (block.0 + last.0, block.1 + last.1);
        }
        blocks.push(block);
    }
    let levels = blocks.iter().flat_map(|(sum, count)| std::iter::repeat_n(sum / count, *count as usize));
    let mut middles = vec![0.0; order.len()];
    for ((rank, i), level) in order.iter().enumerate().zip(levels) {
        middles[*i] = level.min(most).max(least) + before[rank];
    }
    middles
}

/// Whether all have room between the limits.
pub(super) fn roomy(wishes: &[Wish], limits: (f64, f64)) -> bool {
    wishes.iter().map(|wish| wish.size).sum::<f64>() <= limits.1 - limits.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wishes(all: &[(f64, f64)]) -> Vec<Wish> {
        all.iter().map(|&(at, size)| Wish { at, size }).collect()
    }

    #[test]
    fn what_has_room_does_not_move_and_what_touches_parts_evenly() {
        assert_eq!(spread(&wishes(&[(1.0, 1.0), (5.0, 1.0)]), (0.0, 10.0)), [1.0, 5.0]);
        assert_eq!(spread(&wishes(&[(5.0, 2.0), (5.0, 2.0)]), (0.0, 10.0)), [4.0, 6.0]);
        assert_eq!(spread(&wishes(&[(0.0, 2.0), (0.0, 2.0)]), (0.0, 10.0)), [1.0, 3.0]);
        assert_eq!(spread(&wishes(&[(9.0, 1.0), (1.0, 1.0)]), (0.0, 10.0)), [9.0, 1.0]);
        assert_eq!(spread(&[], (0.0, 1.0)), Vec::<f64>::new());
    }

    proptest! {
        #[test]
        fn nothing_overlaps_and_what_fits_stays_inside(
            all in prop::collection::vec((-50.0..50.0f64, 0.1..5.0f64), 1..30), end in 0.0..200.0f64,
        ) {
            let wishes = wishes(&all);
            let middles = spread(&wishes, (0.0, end));
            let mut spans: Vec<(f64, f64)> =
                wishes.iter().zip(&middles).map(|(wish, at)| (at - wish.size / 2.0, at + wish.size / 2.0)).collect();
            spans.sort_by(|a, b| a.0.total_cmp(&b.0));
            prop_assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0 + 1e-9), "{spans:?}");
            prop_assert!(spans[0].0 >= -1e-9);
            if roomy(&wishes, (0.0, end)) {
                prop_assert!(spans[spans.len() - 1].1 <= end + 1e-9, "{spans:?}");
            }
        }
    }
}
