"""The words: every sentence that Python tells a person of a journey, whole and in one place."""
