// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Id16;
import org.holdfast.wire.HealthMessage.Away;
import org.holdfast.wire.HealthMessage.AwayTaken;
import org.holdfast.wire.HealthMessage.Breach;
import org.holdfast.wire.HealthMessage.BreachTaken;
import org.holdfast.wire.HealthMessage.Cause;
import org.holdfast.wire.HealthMessage.Damage;
import org.holdfast.wire.HealthMessage.DamageTaken;
import org.holdfast.wire.HealthMessage.Silence;
import org.holdfast.wire.HealthMessage.SilenceTaken;

/**
 * Bodies of the messages about health.
 *
 * <pre>
 * BREACH         0   16  agreement
 *               16    1  cause, 1 silence, 2 corrupt
 * BREACH_TAKEN   0   16  agreement
 * DAMAGE         0   16  agreement
 *               16    2  n, 1 to 128
 *               18  16n  block ids, ascending
 * DAMAGE_TAKEN   0   16  agreement
 * AWAY           0    8  until, ms
 * AWAY_TAKEN     0    8  until, ms
 * SILENCE        0    2  n, up to 128
 *                2 146n  silence notes
 * SILENCE_TAKEN  the same
 * </pre>
 */
final class HealthLayout {
    private HealthLayout() {}

    static void write(Breach breach, ByteWriter out) {
        out.id16(breach.agreement().value()).u8(breach.cause().number());
    }

    static Breach readBreach(ByteReader in) {
        AgreementId agreement = new AgreementId(in.id16());
        int number = in.u8();
        return Stream.of(Cause.values())
                .filter(cause -> cause.number() == number)
                .findFirst()
                .map(cause -> new Breach(agreement, cause))
                .orElseThrow(() -> in.bad("a breach has no cause " + number));
    }

    static void write(BreachTaken taken, ByteWriter out) {
        out.id16(taken.agreement().value());
    }

    static BreachTaken readBreachTaken(ByteReader in) {
        return new BreachTaken(new AgreementId(in.id16()));
    }

    static void write(Damage damage, ByteWriter out) {
        out.id16(damage.agreement().value()).u16(damage.blocks().size());
        damage.blocks().forEach(block -> out.id16(block.value()));
    }

    static Damage readDamage(ByteReader in) {
        AgreementId agreement = new AgreementId(in.id16());
        int count = in.count16(Limits.DAMAGED_BLOCKS, Id16.BYTES);
        List<BlockId> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            blocks.add(new BlockId(in.id16()));
        }
        return new Damage(agreement, blocks);
    }

    static void write(DamageTaken taken, ByteWriter out) {
        out.id16(taken.agreement().value());
    }

    static DamageTaken readDamageTaken(ByteReader in) {
        return new DamageTaken(new AgreementId(in.id16()));
    }

    static void write(Away away, ByteWriter out) {
        out.millis(away.until());
    }

    static Away readAway(ByteReader in) {
        return new Away(in.millis());
    }

    static void write(AwayTaken taken, ByteWriter out) {
        out.millis(taken.until());
    }

    static AwayTaken readAwayTaken(ByteReader in) {
        return new AwayTaken(in.millis());
    }

    static void write(Silence silence, ByteWriter out) {
        write(silence.notes(), out);
    }

    static Silence readSilence(ByteReader in) {
        return new Silence(notes(in));
    }

    static void write(SilenceTaken taken, ByteWriter out) {
        write(taken.notes(), out);
    }

    static SilenceTaken readSilenceTaken(ByteReader in) {
        return new SilenceTaken(notes(in));
    }

    private static void write(List<SilenceNote> notes, ByteWriter out) {
        out.u16(notes.size());
        notes.forEach(note -> note.write(out));
    }

    private static List<SilenceNote> notes(ByteReader in) {
        int count = in.count16(Limits.SILENCE_NOTES, SilenceNote.BYTES);
        List<SilenceNote> notes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            notes.add(SilenceNote.read(in));
        }
        return notes;
    }
}
