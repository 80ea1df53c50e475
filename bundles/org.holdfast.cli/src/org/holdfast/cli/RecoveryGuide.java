// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;

/**
 * Leads a recovery to its end. Where nobody answers it asks for an address; where partners are missing it says which, and
 * how many of them are needed at least, waits until one comes, and tries again. It may be ended at any time: the same
 * command goes on where it was. Nothing is asked and nothing waited for unless somebody said so.
 */
final class RecoveryGuide {
    /** How often it looks whether a partner has come. */
    private static final Duration LOOK = Duration.ofSeconds(3);
    /** After so many looks it tries again in any case: who answers late may know of others. */
    private static final int LOOKS = 20;

    private static final int SHOWN = 12;

    private final Steps steps;
    private final Person person;
    private final boolean waits;

    /** What the node does for it. */
    interface Steps {
        /** One attempt, which goes on where the one before ended. @throws HoldfastException that it could not begin */
        JsonObject recover(List<String> addresses);

        /** What is missing. */
        JsonObject missing();

        void pause(Duration time) throws InterruptedException;
    }

    /** Who sits before it. */
    interface Person {
        void tell(String text);

        /** What is typed, trimmed; empty where there is nobody to ask. */
        Optional<String> ask(String question);
    }

    /** @param waits whether it waits for partners without being told to each time */
    RecoveryGuide(Steps steps, Person person, boolean waits) {
        this.steps = steps;
        this.person = person;
        this.waits = waits;
    }

    /**
     * @param addresses where partners may be
     * @return the last attempt's answer
     * @throws HoldfastException what the last attempt ended with
     */
    JsonObject run(List<String> addresses) throws InterruptedException {
        List<String> known = new ArrayList<>(addresses);
        while (true) {
            try {
                JsonObject restored = steps.recover(known);
                if (!isShort(restored) || !goesOn(known, Optional.empty())) {
                    return restored;
                }
            } catch (HoldfastException e) {
                if (!mayHelpItself(e) || !goesOn(known, Optional.of(e))) {
                    throw e;
                }
            }
        }
    }

    /** Whether something is not there only for want of partners. */
    private static boolean isShort(JsonObject restored) {
        return StreamSupport.stream(Fields.list(restored, "problems").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .anyMatch(each -> Fields.text(each, "code").equals(ErrorCode.NOT_ENOUGH_SHARDS.name()));
    }

    private static boolean mayHelpItself(HoldfastException e) {
        return e.code() == ErrorCode.NO_PARTNER_REACHED
                || e.code() == ErrorCode.NO_HEAD_FOUND
                || e.code() == ErrorCode.NOT_ENOUGH_SHARDS;
    }

    /** Whether to try once more, and when. */
    private boolean goesOn(List<String> known, Optional<HoldfastException> why) throws InterruptedException {
        JsonObject missing = steps.missing();
        boolean found = Fields.find(missing, "head").isPresent();
        person.tell(found ? shown(missing) : why.map(Throwable::getMessage).orElse(""));
        Optional<String> answer = person.ask(question(found));
        if (answer.isEmpty() && !waits || answer.filter("n"::equalsIgnoreCase).isPresent()) {
            return false;
        }
        if (answer.filter(text -> !text.isEmpty()).isPresent()) {
            address(answer.get()).ifPresent(known::add);
        } else {
            person.tell("Waiting. Ctrl+C ends this; the same command goes on where it was.");
            await(missing);
        }
        return true;
    }

    private static String question(boolean found) {
        return found
                ? "Enter waits for one of them; or type its present address (HOST:PORT); n ends this: "
                : "Type the address of any partner (HOST:PORT; 'holdfast status' there names its port); Enter looks"
                        + " again in this network; n ends this: ";
    }

    private Optional<String> address(String typed) {
        try {
            return Optional.of(NodeAddress.parse(typed).toString());
        } catch (IllegalArgumentException | HoldfastException e) {
            person.tell("'" + typed + "' is no address such as 192.0.2.17:7610.");
            return Optional.empty();
        }
    }

    /** Until there are fewer missing than before, or it is time to try anyway. */
    private void await(JsonObject before) throws InterruptedException {
        int missing = Fields.list(before, "missing").size();
        for (int look = 0; look < LOOKS; look++) {
            steps.pause(LOOK);
            if (Fields.list(steps.missing(), "missing").size() < missing) {
                return;
            }
        }
    }

    static String shown(JsonObject missing) {
        List<JsonElement> partners = Fields.list(missing, "missing");
        long needed = Fields.number(missing, "needed");
        String which = partners.stream()
                .limit(SHOWN)
                .map(JsonElement::getAsJsonObject)
                .map(each -> "\n  " + Fields.text(each, "name") + place(each))
                .collect(Collectors.joining());
        String more = partners.size() > SHOWN ? "\n  and " + (partners.size() - SHOWN) + " more" : "";
        return partners.size() + " of " + Fields.number(missing, "partners") + " partners cannot be reached:" + which
                + more + "\n"
                + (needed == 0
                        ? "Those that are there should do; it is tried again."
                        : "At least " + needed + " more of them " + (needed == 1 ? "is" : "are") + " needed, for "
                                + Fields.number(missing, "incomplete") + " of "
                                + Terminal.count(Fields.number(missing, "segments"), "segment") + ". Switch them on.");
    }

    private static String place(JsonObject partner) {
        String site = Fields.text(partner, "site");
        String addresses = Fields.list(partner, "addresses").stream()
                .map(JsonElement::getAsString)
                .collect(Collectors.joining(", "));
        return (site.isEmpty() ? "" : " in " + site) + (addresses.isEmpty() ? "" : ", last at " + addresses);
    }

    /** Somebody at a terminal, or nobody. */
    static Person person(Consumer<String> tell, boolean terminal) {
        return new Person() {
            @Override
            public void tell(String text) {
                tell.accept(text);
            }

            @Override
            public Optional<String> ask(String question) {
                return terminal
                        ? Optional.ofNullable(System.console())
                                .map(console -> console.readLine("%s", question))
                                .map(String::strip)
                        : Optional.empty();
            }
        };
    }
}
