// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.identity.RosterChange;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.trust.ChangeStore.Kept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeStoreTest {
    private static final RosterEntry BOB =
            RosterEntry.active(Machine.secret(2).owner(), "s".repeat(64), "n".repeat(64));

    @TempDir
    private Path home;

    @Test
    void changesAreThereAfterARestartAndOfTooManyTheLatest() {
        Machine machine = new Machine(home);
        machine.store().create("alice", Machine.secret(1), new Affiliation.Unknown());
        assertEquals(List.of(), new ChangeStore(home).all());

        List<Kept> many = new ArrayList<>();
        for (int i = 0; i < ChangeStore.MOST + 3; i++) {
            many.add(new Kept(i, new RosterChange.Row(Optional.of(BOB), BOB.suspended())));
        }
        new ChangeStore(home).keep(many);

        assertEquals(many.subList(3, many.size()), new ChangeStore(home).all());
    }
}
