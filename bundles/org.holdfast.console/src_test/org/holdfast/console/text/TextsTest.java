// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text that the program asks for is there, and none is there for nothing. */
class TextsTest {
    private static final Path SOURCES = Path.of("src/org/holdfast/console");

    /** Keys are literals, in these calls or beside them. */
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:\\.[a-zA-Z-]+)*)\"");

    /** What ends with a word of the node's. */
    private static final Pattern WORD = Pattern.compile("Texts\\.word\\(\\s*\"([a-z.]+)\"");

    private final Properties words = new Properties();
    private final String code;

    TextsTest() throws IOException {
        try (Reader file = Files.newBufferedReader(SOURCES.resolve("text/messages.properties"))) {
            words.load(file);
        }
        try (Stream<Path> files = Files.walk(SOURCES)) {
            code = files.filter(file -> file.toString().endsWith(".java"))
                    .map(TextsTest::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> found(Pattern pattern) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(code);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void everyTextThatIsAskedForIsThere() {
        Matcher asked = Pattern.compile(
                        "(?:Texts\\.of|Forms\\.heading|Column\\.(?:text|amount|word))\\(\\s*(?:\\w+,\\s*)?\"([a-z.]+)\"")
                .matcher(code);
        List<String> missing = new ArrayList<>();
        int all = 0;
        while (asked.find()) {
            all++;
            if (!words.containsKey(asked.group(1)) && !asked.group(1).endsWith(".")) {
                missing.add(asked.group(1));
            }
        }
        assertTrue(all > 100, "the pattern finds the calls");
        assertEquals(List.of(), missing);
    }

    @Test
    void noTextIsThereForNothing() {
        Set<String> literals = found(LITERAL);
        Set<String> prefixes = found(WORD);
        prefixes.addAll(Set.of("access", "figure", "members.sure"));
        assertEquals(
                List.of(),
                words.stringPropertyNames().stream()
                        .filter(key -> !literals.contains(key))
                        .filter(key -> prefixes.stream().noneMatch(prefix -> key.startsWith(prefix + ".")))
                        .sorted()
                        .toList());
    }

    /** An apostrophe that is not doubled swallows what follows. */
    @Test
    void everyTextIsAWellFormedPattern() {
        for (String key : words.stringPropertyNames()) {
            String text = words.getProperty(key);
            new MessageFormat(text, Locale.ROOT);
            assertTrue(!text.replace("''", "").contains("'"), key + ": " + text);
        }
    }

    @Test
    void wordsOfANewerNodeAreShownAsTheyAre() {
        assertEquals("fully protected", Texts.word("protection", "FULL"));
        assertEquals("GOLD⟦U+0007⟧", Texts.word("protection", "GOLD\u0007"));
    }
}
