// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The console's own words, from {@code messages.properties}; another language is another file beside it. */
public final class Texts {
    private static final ResourceBundle WORDS = ResourceBundle.getBundle(
            "org.holdfast.console.text.messages", Locale.getDefault(), Texts.class.getClassLoader());

    private Texts() {}

    /**
     * With {0}, {1} and so on filled in; widgets make harmless what they show, so nothing has to be that before.
     *
     * @throws MissingResourceException if there is no such key: a mistake in the program
     */
    public static String of(String key, Object... values) {
        return new MessageFormat(WORDS.getString(key), Locale.getDefault()).format(values);
    }

    /** With a full stop: what a node says has one, what a system says has none. */
    public static String sentence(String text) {
        return text.isEmpty() || text.endsWith(".") ? text : text + ".";
    }

    /** The text of a key that ends with a word of the node's; that word itself where there is none. */
    public static String word(String prefix, String word) {
        String key = prefix + "." + word;
        return WORDS.containsKey(key) ? of(key) : Harmless.line(word);
    }
}
