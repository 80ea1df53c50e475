// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;

/** Partners tell each other what is the matter: with an agreement, with blocks, with somebody who is silent. */
public sealed interface HealthMessage extends Message
        permits HealthMessage.Breach,
                HealthMessage.BreachTaken,
                HealthMessage.Damage,
                HealthMessage.DamageTaken,
                HealthMessage.Away,
                HealthMessage.AwayTaken,
                HealthMessage.Silence,
                HealthMessage.SilenceTaken {

    /** Why an agreement is over. */
    enum Cause {
        /** You were silent for longer than your grace. */
        SILENCE,
        /** You have not what you signed for. */
        CORRUPT;

        /** As written on the wire. */
        int number() {
            return ordinal() + 1;
        }
    }

    /** You have broken this agreement: it is over, and I serve you no longer. */
    record Breach(AgreementId agreement, Cause cause) implements HealthMessage {}

    /** BREACH_TAKEN: it is over here, too. */
    record BreachTaken(AgreementId agreement) implements HealthMessage {}

    /** These blocks of yours are damaged or gone here. @param blocks ascending, none twice; one at least */
    record Damage(AgreementId agreement, List<BlockId> blocks) implements HealthMessage {
        public Damage {
            blocks = List.copyOf(blocks);
            if (blocks.isEmpty() || blocks.size() > Limits.DAMAGED_BLOCKS) {
                throw new IllegalArgumentException("DAMAGE has 1 to " + Limits.DAMAGED_BLOCKS + " blocks");
            }
            for (int i = 1; i < blocks.size(); i++) {
                if (blocks.get(i - 1).compareTo(blocks.get(i)) >= 0) {
                    throw new IllegalArgumentException("blocks are sorted, and none comes twice");
                }
            }
        }
    }

    /** DAMAGE_TAKEN: I know, durably. */
    record DamageTaken(AgreementId agreement) implements HealthMessage {}

    /** I shall be away until then; a time that is past: I am back. */
    record Away(Instant until) implements HealthMessage {
        public Away {
            until = until.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** AWAY_TAKEN. @param until as long as that is forgiven; a time that is past: not at all */
    record AwayTaken(Instant until) implements HealthMessage {
        public AwayTaken {
            until = until.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** What I know of owners that are silent. What do you know? */
    record Silence(List<SilenceNote> notes) implements HealthMessage {
        public Silence {
            notes = checked(notes);
        }
    }

    /** SILENCE_TAKEN: this. */
    record SilenceTaken(List<SilenceNote> notes) implements HealthMessage {
        public SilenceTaken {
            notes = checked(notes);
        }
    }

    private static List<SilenceNote> checked(List<SilenceNote> notes) {
        if (notes.size() > Limits.SILENCE_NOTES) {
            throw new IllegalArgumentException("at most " + Limits.SILENCE_NOTES + " notes at once");
        }
        return List.copyOf(notes);
    }
}
