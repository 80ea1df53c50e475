// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.util.Locale;
import java.util.Optional;
import org.holdfast.model.HoldfastException;

/** Asks a person what {@code init} needs to know. Nothing is written before all is answered. */
final class InitDialogue {
    private static final int LONGEST_NAME = 32;
    private static final int LONGEST_SITE = 64;
    private static final long MOST_GIBIBYTES = 1L << 20;

    private final Person person;

    InitDialogue(Person person) {
        this.person = person;
    }

    /** How this machine comes into a confederation. */
    sealed interface Way {
        record Found(String confederation) implements Way {}

        record Join(String code) implements Way {}

        record Open(String name) implements Way {}
    }

    /**
     * What was said.
     *
     * @param site empty where the invitation, or nothing, says it
     * @param offered GiB that others may use
     */
    record Answers(String name, Way way, Optional<String> site, long offered) {}

    /**
     * @param name what this machine is called by itself, where no name was given with the command
     * @param givenName by the command; then nobody is asked
     * @param givenSite by the command; then nobody is asked
     * @param free bytes of the disk
     */
    record Known(String name, Optional<String> givenName, Optional<String> givenSite, long free) {}

    Answers ask(Known known) {
        person.tell("This makes the computer a node: others keep its backups, sealed, and it keeps theirs.");
        person.tell("Enter alone takes what stands in brackets. Ctrl-C ends this, and nothing is done.\n");
        String name = known.givenName()
                .orElseGet(
                        () -> text("What is this computer called? [" + known.name() + "]", known.name(), LONGEST_NAME));
        Way way = way();
        Optional<String> site = known.givenSite().or(() -> site(way));
        return new Answers(name, way, site, offered(known.free()));
    }

    private Way way() {
        person.tell("\nComputers back each other up within a confederation. Do you");
        person.tell("  join   one, with the code that 'holdfast invite' printed at a member,");
        person.tell("  found  a new one, and invite the others, or");
        person.tell("  open   take part in one without a founder, where people pair their computers?");
        while (true) {
            switch (person.ask("join, found or open? [join]").toLowerCase(Locale.ROOT)) {
                case "", "join" -> {
                    return new Way.Join(code());
                }
                case "found" -> {
                    return new Way.Found(text("What is the confederation called?", "", LONGEST_SITE));
                }
                case "open" -> {
                    return new Way.Open(text("Its name, the same at all computers? [open]", "open", LONGEST_NAME));
                }
                default -> person.tell("Please type one of the three words.");
            }
        }
    }

    private String code() {
        while (true) {
            String said = person.ask("The code:");
            try {
                JoinCodeSource.code(said).close();
                return said;
            } catch (HoldfastException e) {
                person.tell(String.valueOf(e.getMessage()));
            }
        }
    }

    /** An invitation may say it, and who joins by one need not know. */
    private Optional<String> site(Way way) {
        boolean joins = way instanceof Way.Join;
        String usual = joins ? "as the invitation says" : "default";
        person.tell("\nCopies are spread over buildings, so that a fire takes one of them at most.");
        String said = text("In which building or place does this computer stand? [" + usual + "]", usual, LONGEST_SITE);
        return said.equals(usual) ? Optional.empty() : Optional.of(said);
    }

    private long offered(long free) {
        long usual = Math.max(1, Math.min(200, (free >> 30) / 2));
        person.tell(
                "\nAs much as it may store at others it keeps for them. " + Terminal.bytes(free) + " are free here.");
        while (true) {
            String said = person.ask("How much of this disk may the others use, in GiB? [" + usual + "]");
            if (said.isEmpty()) {
                return usual;
            }
            if (said.matches("[0-9]{1,7}") && Long.parseLong(said) >= 1 && Long.parseLong(said) <= MOST_GIBIBYTES) {
                return Long.parseLong(said);
            }
            person.tell("Please type a whole number from 1 to " + MOST_GIBIBYTES + ".");
        }
    }

    /** Asked again until it is one. */
    private String text(String question, String usual, int longest) {
        while (true) {
            String said = person.ask(question);
            String meant = said.isEmpty() ? usual : said;
            boolean fits = !meant.isEmpty() && meant.length() <= longest && meant.equals(Terminal.line(meant));
            if (fits) {
                return meant;
            }
            person.tell("Please type 1 to " + longest + " printable characters.");
        }
    }
}
