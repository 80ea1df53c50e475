// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.console.client.NodeElsewhere;
import org.holdfast.console.client.NodeHome;
import org.holdfast.console.client.NodePlace;
import org.holdfast.console.client.Pace;
import org.holdfast.console.node.Theme;

/**
 * What stood on the command line.
 *
 * @param places of nodes, in the order in which they were named
 * @param wrong what was meant to be one and is none; people are told
 * @param settings where the console remembers things
 * @param pace how often nodes are asked; tests are in a hurry
 */
record Arguments(
        List<NodePlace> places, List<String> wrong, Optional<Theme> theme, Optional<Path> settings, Pace pace) {
    private static final String REMOTE = "--remote";

    Arguments {
        places = List.copyOf(places);
        wrong = List.copyOf(wrong);
    }

    /** What it does not know it passes over: the platform has arguments of its own. */
    static Arguments parse(String... words) {
        Reading read = new Reading();
        for (int i = 0; i < words.length; i++) {
            i += read.option(words[i], i + 1 < words.length ? Optional.of(words[i + 1]) : Optional.empty());
        }
        read.noPass();
        return new Arguments(read.places, read.wrong, read.theme, read.settings, read.pace);
    }

    /** As far as it is read. */
    private static final class Reading {
        private final List<NodePlace> places = new ArrayList<>();
        private final List<String> wrong = new ArrayList<>();
        private Optional<String> remote = Optional.empty();
        private Optional<Theme> theme = Optional.empty();
        private Optional<Path> settings = Optional.empty();
        private Pace pace = Pace.USUAL;

        /** @return how many words behind it belong to it */
        int option(String name, Optional<String> given) {
            String value = given.orElse("");
            switch (name) {
                case "--home" ->
                    path(value)
                            .ifPresentOrElse(
                                    home -> places.add(new NodeHome(home)), () -> wrong.add("--home " + value));
                case REMOTE -> {
                    noPass();
                    remote = Optional.of(value);
                }
                case "--pass" -> pass(value);
                case "--theme" -> theme = Theme.named(value);
                case "--settings" -> settings = path(value);
                case "--pace" -> pace = pace(value);
                default -> {
                    return 0;
                }
            }
            return 1;
        }

        /** Of the address before it. */
        private void pass(String file) {
            String address = remote.orElse("");
            remote = Optional.empty();
            try {
                places.add(NodeElsewhere.of(address, path(file).orElseThrow(IllegalArgumentException::new)));
            } catch (IllegalArgumentException e) {
                wrong.add((address.isEmpty() ? "" : REMOTE + " " + address + " ") + "--pass " + file);
            }
        }

        /** An address without a pass behind it lets nobody in. */
        private void noPass() {
            remote.ifPresent(address -> wrong.add(REMOTE + " " + address));
            remote = Optional.empty();
        }
    }

    /** @param word milliseconds; what is none is the usual */
    private static Pace pace(String word) {
        return word.matches("[0-9]{2,6}")
                ? new Pace(Duration.ofMillis(Long.parseLong(word)), Duration.ofMillis(Long.parseLong(word)))
                : Pace.USUAL;
    }

    private static Optional<Path> path(String word) {
        try {
            return word.isEmpty() ? Optional.empty() : Optional.of(Path.of(word));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
