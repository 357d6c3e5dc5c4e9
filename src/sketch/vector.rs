//! A vector of length 1, made by a model that is none of ours.

/// Numbers whose squares sum to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitVector(Box<[f32]>);

impl UnitVector {
    /// `numbers` brought to length 1; `None` if one of them is not finite or all are zero.
    ///
    /// # Examples
    /// ```
    /// use silsilah::sketch::UnitVector;
    ///
    /// let (x, y) = (UnitVector::new(vec![3.0, 4.0]), UnitVector::new(vec![0.0, 2.0]));
    /// let cosine = x.zip(y).map(|(x, y)| x.cosine(&y));
    /// assert!((cosine.unwrap() - 0.8).abs() < 1e-6);
    /// assert_eq!(UnitVector::new(vec![0.0, 0.0]), None);
    /// ```
    #[must_use]
    pub fn new(mut numbers: Vec<f32>) -> Option<Self> {
        let squares = numbers.iter().map(|&x| f64::from(x) * f64::from(x));
        let length = squares.sum::<f64>().sqrt();
        if !length.is_finite() || length <= f64::from(f32::EPSILON) {
            return None;
        }
        for x in &mut numbers {
            *x = (f64::from(*x) / length) as f32;
        }
        Some(Self(numbers.into_boxed_slice()))
    }

    /// Its numbers.
    #[must_use]
    pub fn as_slice(&self) -> &[f32] {
        &self.0
    }

    /// The cosine of the angle between two, `-1.0..=1.0`; numbers that one has beyond the other's last count as 0.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f64 {
        // Eight sums that do not wait for one another, in an order that is the same everywhere.
        let mut sums = [0.0_f32; 8];
        let (own, others) = (self.0.chunks(8), other.0.chunks(8));
        for (x, y) in own.zip(others) {
            for ((sum, x), y) in sums.iter_mut().zip(x).zip(y) {
                *sum += x * y;
            }
        }
        f64::from(sums.iter().sum::<f32>()).clamp(-1.0, 1.0)
    }
}
