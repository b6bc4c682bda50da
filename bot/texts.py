"""All words of the product: `messages/<locale>/*.ftl`, in the reader's language."""
