// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.holdfast.core.port.ReleaseRow;
import org.holdfast.core.release.LockClock;
import org.holdfast.core.release.ReleaseBook;
import org.holdfast.core.release.ReleaseRule;
import org.holdfast.simulation.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tables of docs/protocol-release.md, made by trying every row out. */
@Tag("R27")
class ProtocolReleaseDocumentTest {
    private static final Path PAGE = Path.of("../../docs/protocol-release.md");
    private static final int BLOCK = 20;

    private final List<String> rows = new ArrayList<>();

    private static List<String> table(String caption) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("**" + caption + "**"))
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }

    @Test
    void delays() throws IOException {
        assertEquals(
                List.of(
                        "| delay, days | " + ReleaseRule.DELAY.toDays() + " |",
                        "| delay where much is released, days | " + ReleaseRule.MASS_DELAY.toDays() + " |",
                        "| what counts as one release, days | " + ReleaseRule.WINDOW.toDays() + " |",
                        "| much is more than so many percent of what is held for the owner | "
                                + ReleaseRule.MASS_PERCENT + " |",
                        "| most that a wall clock ahead of the lock clock adds, days | "
                                + ReleaseRule.MOST_SKEW.toDays() + " |"),
                table("Delays"));
    }

    /** Ten blocks; one is enough to be little. */
    private static Holdings holder() {
        Holdings holder = new Holdings(new World(1), World.BEGINNING);
        IntStream.range(BLOCK, BLOCK + 10).forEach(number -> holder.put(number, World.BEGINNING));
        return holder;
    }

    private static void later(Holdings holder, int days) {
        Instant wall = holder.clock.wall().plus(Duration.ofDays(days));
        holder.clock = LockClock.starting(wall);
    }

    private static String state(Holdings holder) {
        if (!holder.isThere(BLOCK)) {
            return "gone";
        }
        Optional<ReleaseRow> row = holder.ledger.holdings().releases().find(Holdings.AGREEMENT, Holdings.block(BLOCK));
        return row.isEmpty() || row.get().deviceEpoch() < holder.epoch ? "held" : "leaving";
    }

    private void row(String state, String what, Consumer<Holdings> event) {
        Holdings holder = holder();
        if (!state.equals("held")) {
            holder.release(holder.epoch, List.of(BLOCK));
        }
        if (state.equals("gone")) {
            later(holder, 15);
            holder.free();
        }
        assertEquals(state, state(holder));
        Optional<ReleaseRow> before =
                holder.ledger.holdings().releases().find(Holdings.AGREEMENT, Holdings.block(BLOCK));
        event.accept(holder);
        boolean later = before.isPresent()
                && holder.ledger
                        .holdings()
                        .releases()
                        .find(Holdings.AGREEMENT, Holdings.block(BLOCK))
                        .filter(now -> now.due().isAfter(before.get().due()))
                        .isPresent();
        rows.add("| " + state + " | " + what + " | " + state(holder) + (later ? ", later" : "") + " |");
    }

    @Test
    void states() throws IOException {
        row(
                "held",
                "RELEASE by the owner's present device, of this version",
                holder -> holder.release(10, List.of(BLOCK)));
        row(
                "held",
                "RELEASE of another version",
                holder -> holder.book.ask(
                        Holdings.OWNER,
                        10,
                        Holdings.AGREEMENT,
                        List.of(new ReleaseBook.Wish(Holdings.block(BLOCK), 99)),
                        holder.clock));
        row("leaving", "RELEASE again", holder -> holder.release(10, List.of(BLOCK)));
        row("leaving", "much is released within a week", holder -> {
            later(holder, 6);
            holder.release(10, List.of(21, 22));
        });
        row("leaving", "PUT of the same block", holder -> holder.book.keep(Holdings.AGREEMENT, Holdings.block(BLOCK)));
        row("leaving", "the owner has a newer device", holder -> {
            holder.epoch = 11;
            later(holder, 100);
            holder.free();
            holder.book.succeed(Holdings.OWNER, 11);
        });
        row("leaving", "ROOT_ORDER CANCEL_RELEASE", holder -> holder.book.cancel(Holdings.OWNER));
        row("leaving", "due by the lock clock, but under an open audit", holder -> {
            later(holder, 15);
            holder.book.free(holder.clock.time(), owner -> 10, busy -> true, 100);
        });
        row("leaving", "due by the lock clock", holder -> {
            later(holder, 15);
            holder.free();
        });
        row("gone", "RELEASE", holder -> holder.release(10, List.of(BLOCK)));
        assertEquals(String.join("\n", table("Held blocks")), String.join("\n", rows));
    }
}
