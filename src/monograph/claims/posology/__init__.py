"""The language of posology: words to tokens, tokens to amounts, frequencies, ages, weights and durations."""
