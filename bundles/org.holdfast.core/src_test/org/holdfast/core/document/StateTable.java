// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.holdfast.core.Machine;
import org.holdfast.core.support.Words;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.MessageType;

/**
 * The table of one side of a conversation, made by trying every row out: state | hears | does | says | next. Messages
 * that no row of a state names are all tried, too, and make up the rows "any other message".
 */
final class StateTable<S, A, D, R> {
    private final Supplier<Machine<S, A, D, R>> machine;
    private final Function<A, Optional<D>> performer;
    private final Function<S, String> names;
    private final Map<String, Consumer<Rehearsal<S, A, D, R>>> states = new LinkedHashMap<>();
    private final Map<String, Set<String>> named = new LinkedHashMap<>();
    private final List<String> rows = new ArrayList<>();

    StateTable(Supplier<Machine<S, A, D, R>> machine, Function<A, Optional<D>> performer, Function<S, String> names) {
        this.machine = machine;
        this.performer = performer;
        this.names = names;
    }

    StateTable(Supplier<Machine<S, A, D, R>> machine, Function<A, Optional<D>> performer) {
        this(machine, performer, StateTable::name);
    }

    /** Constants by their name, records by that of their class. */
    private static String name(Object state) {
        return state instanceof Enum<?> constant
                ? constant.name().charAt(0) + constant.name().substring(1).toLowerCase(Locale.ROOT)
                : state.getClass().getSimpleName();
    }

    /** A state in which the other side may speak, and how to get there from the start. */
    StateTable<S, A, D, R> state(String state, Consumer<Rehearsal<S, A, D, R>> way) {
        states.put(state, way);
        named.put(state, new LinkedHashSet<>(Set.of("ERROR")));
        return this;
    }

    /** The row of a side that speaks first. */
    StateTable<S, A, D, R> begins() {
        Rehearsal<S, A, D, R> rehearsal = new Rehearsal<>(machine.get(), performer, names);
        String start = rehearsal.state();
        rows.add("| " + start + " | (it begins) | " + rehearsal.begin().columns() + " |");
        return this;
    }

    /** A row. @param hears begins with the type of the message, where it is one */
    StateTable<S, A, D, R> row(String state, String hears, Consumer<Rehearsal<S, A, D, R>> event) {
        named.get(state).add(hears.split("[, ]")[0]);
        rows.add("| " + state + " | " + hears + " | " + outcome(state, event) + " |");
        return this;
    }

    private String outcome(String state, Consumer<Rehearsal<S, A, D, R>> event) {
        Rehearsal<S, A, D, R> rehearsal = new Rehearsal<>(machine.get(), performer, names);
        states.get(state).accept(rehearsal);
        assertEquals(state, rehearsal.state());
        event.accept(rehearsal.forget());
        return rehearsal.columns();
    }

    /** What ends a conversation in every state. */
    StateTable<S, A, D, R> ends() {
        everywhere("ERROR", rehearsal -> rehearsal.hear(new Failure(ErrorCode.BUSY, "later")));
        Map<String, Set<String>> others = new LinkedHashMap<>();
        states.keySet().forEach(state -> others(state, others));
        add("any other message", others);
        everywhere("its time is over", Rehearsal::elapse);
        everywhere("the link breaks", Rehearsal::disconnect);
        return this;
    }

    private void everywhere(String hears, Consumer<Rehearsal<S, A, D, R>> event) {
        Map<String, Set<String>> outcomes = new LinkedHashMap<>();
        states.keySet()
                .forEach(state -> outcomes.computeIfAbsent(outcome(state, event), key -> new LinkedHashSet<>())
                        .add(state));
        add(hears, outcomes);
    }

    private void others(String state, Map<String, Set<String>> outcomes) {
        int tried = 0;
        for (Message word : Words.all()) {
            boolean unnamed = word instanceof Message.Unknown
                    || !named.get(state).contains(MessageType.of(word).name());
            if (unnamed) {
                outcomes.computeIfAbsent(
                                outcome(state, rehearsal -> rehearsal.hear(word)), key -> new LinkedHashSet<>())
                        .add(state);
                tried++;
            }
        }
        assertTrue(tried > 20, "only " + tried + " other messages");
    }

    private void add(String hears, Map<String, Set<String>> outcomes) {
        outcomes.forEach((outcome, where) -> rows.add("| "
                + (where.size() == states.size() && where.size() > 1 ? "any" : String.join(", ", where))
                + " | " + hears + " | " + outcome + " |"));
    }

    /** The page has exactly these rows. */
    void standsUnder(String caption) {
        assertEquals(String.join("\n", rows), String.join("\n", ProtocolPage.table(caption)), caption);
    }
}
