// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.Labels;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.Roster.Verdict;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.internal.StateFile;

/**
 * The confederation that this node is in, and its newest roster, in {@code identity/confederation} (magic "HFIC"):
 *
 * <pre>
 * confederation id   32
 * managed             u8   0 or 1
 * name                u8 length, 1 to 64, and UTF-8
 * roster              u32 length, 0 = none known, and the roster
 * </pre>
 *
 * Only rosters that {@link Roster#succeeds succeed} the stored one replace it. Thread-safe.
 */
public final class ConfederationStore {
    private static final int MAX = 32 + 1 + 1 + Labels.NAME + 4 + Roster.MAX_BYTES;

    /** How far clocks may differ. */
    private static final Duration AHEAD = Duration.ofHours(24);

    private final StateFile file;
    private final Supplier<Instant> clock;

    /** Without a clock: for what only reads. @param home the node's data folder */
    public ConfederationStore(Path home) {
        this(home, () -> Instant.MAX.minus(AHEAD));
    }

    /**
     * @param home the node's data folder
     * @param clock a roster that is more than a day ahead of it is not taken: else who once was an admin could sign one
     *     with a number so high that nobody could ever go above
     */
    public ConfederationStore(Path home, Supplier<Instant> clock) {
        this(
                new StateFile(
                        home.resolve(IdentityStore.FOLDER).resolve("confederation"),
                        "HFIC",
                        MAX,
                        "Put it back from a copy of the data folder. If there is none, move it away, ask an admin for a join"
                                + " code, and join again: the backups stay as they are"),
                clock);
    }

    private ConfederationStore(StateFile file, Supplier<Instant> clock) {
        this.file = file;
        this.clock = clock;
    }

    /** The same store in another folder, for an identity that is still being made. */
    ConfederationStore in(Path folder) {
        return new ConfederationStore(
                new StateFile(folder.resolve(file.path().getFileName()), file.magic(), file.maxBody(), file.remedy()),
                clock);
    }

    /** Empty if the node is in none yet. @throws HoldfastException IDENTITY_DAMAGED */
    public synchronized Optional<Confederation> load() {
        return file.read(ConfederationStore::read);
    }

    /**
     * Enters a managed confederation after a join or a recovery. What vouches for this roster, if the node knew none, is
     * how it came: from an inviter who proved the join code, or from a partner under the confederation that the sheet
     * names.
     *
     * @return SUCCEEDS if it was stored
     * @throws HoldfastException CONFLICT if the node is in another confederation
     */
    public synchronized Verdict enter(Roster roster) {
        ConfederationRef ref = roster.founding().ref();
        Optional<Confederation> known = load();
        if (known.isPresent() && !known.get().ref().equals(ref)) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT,
                    ref.name(),
                    "this machine is in the confederation " + known.get().ref().name() + " and cannot enter "
                            + ref.name() + ", too: use another data folder for that");
        }
        return known.isPresent() ? adopt(roster) : first(new Confederation(ref, Optional.of(roster)), roster);
    }

    /** Enters an open confederation, or takes note of the one that a sheet names. Nothing may be known yet. */
    synchronized void note(ConfederationRef ref) {
        save(new Confederation(ref, Optional.empty()));
    }

    /**
     * Takes a roster that somebody showed, if it is a rightly signed later version of the stored one. Where only the
     * confederation's id is known, the founder must vouch for the first roster, as the id vouches for the founder.
     *
     * @return SUCCEEDS if it was stored; FOREIGN if the node is in no confederation; UNSIGNED also for one of the future
     */
    public synchronized Verdict adopt(Roster shown) {
        Optional<Confederation> known = load();
        if (known.isEmpty() || !known.get().ref().equals(shown.founding().ref())) {
            return Verdict.FOREIGN;
        }
        if (shown.time().isAfter(clock.get().plus(AHEAD))) {
            return Verdict.UNSIGNED;
        }
        Confederation next = new Confederation(known.get().ref(), Optional.of(shown));
        if (known.get().roster().isEmpty()) {
            return shown.vouchedByFounder() ? first(next, shown) : Verdict.UNSIGNED;
        }
        Verdict verdict = known.get().roster().get().judge(shown);
        if (verdict == Verdict.SUCCEEDS) {
            save(next);
        }
        return verdict;
    }

    private Verdict first(Confederation confederation, Roster roster) {
        if (!roster.wellSigned()) {
            return Verdict.UNSIGNED;
        }
        save(confederation);
        return Verdict.SUCCEEDS;
    }

    private void save(Confederation confederation) {
        Bytes roster =
                confederation.roster().map(known -> Bytes.of(known.bytes())).orElse(Bytes.EMPTY);
        file.write(new ByteWriter(64 + roster.length())
                .id32(confederation.ref().id().value())
                .u8(confederation.ref().managed() ? 1 : 0)
                .text8(confederation.ref().name(), Labels.NAME)
                .bytes32(roster)
                .toArray());
    }

    private static Confederation read(ByteReader in) {
        ConfederationId id = new ConfederationId(in.id32());
        boolean managed = in.u8() != 0;
        ConfederationRef ref = new ConfederationRef(id, in.text8(Labels.NAME), managed);
        Bytes roster = in.bytes32(Roster.MAX_BYTES);
        return new Confederation(
                ref, roster.length() == 0 ? Optional.empty() : Optional.of(Roster.read(roster.toArray())));
    }
}
