// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.holdfast.format.Signatures;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.Domains;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.WeekSchedule;

/** Two nodes ask each other what they need to know, and then agree or part. */
public sealed interface NegotiationMessage extends Message
        permits NegotiationMessage.Ask,
                NegotiationMessage.Answer,
                NegotiationMessage.Propose,
                NegotiationMessage.Accept,
                NegotiationMessage.Counter,
                NegotiationMessage.Decline,
                NegotiationMessage.AgreementGet,
                NegotiationMessage.AgreementAnswer,
                NegotiationMessage.Probe,
                NegotiationMessage.ProbeData,
                NegotiationMessage.Notice,
                NegotiationMessage.NoticeTaken,
                MoveMessage {

    /** What is asked of a candidate, and by the candidate in return. */
    enum Question {
        SCHEDULE,
        BANDWIDTH,
        SPACE,
        TRACK_RECORD;

        /** As written on the wire: one bit each. */
        int bit() {
            return 1 << ordinal();
        }
    }

    /** NEGOTIATE_ASK. */
    record Ask(Set<Question> questions) implements NegotiationMessage {
        public Ask {
            questions = Set.copyOf(questions);
            if (questions.isEmpty()) {
                throw new IllegalArgumentException("at least one question");
            }
        }

        /** All four. */
        public static Ask everything() {
            return new Ask(Set.of(Question.values()));
        }
    }

    /**
     * NEGOTIATE_ANSWER: an answer to each of the four questions, and the failure domains of who answers.
     *
     * @param formats numbers of the block formats that the answerer can read
     */
    record Answer(
            WeekSchedule schedule,
            Bandwidth bandwidth,
            Space space,
            TrackRecord trackRecord,
            Domains domains,
            List<Integer> formats)
            implements NegotiationMessage {
        public Answer {
            formats = List.copyOf(formats);
            if (formats.size() > Limits.FORMATS) {
                throw new IllegalArgumentException("at most " + Limits.FORMATS + " formats");
            }
        }
    }

    /**
     * What the answerer asks of the link, in kbit/s. What it is like each side measures for itself.
     *
     * @param average not below the least
     */
    record Bandwidth(long least, long average) {}

    /**
     * @param offered bytes that the answerer can reserve for the asker
     * @param wanted bytes that it wants the asker to reserve
     */
    record Space(ByteCount offered, ByteCount wanted) {}

    /**
     * What the answerer says of its own past.
     *
     * @param partners agreements that it keeps
     * @param reneged agreements that it ever broke
     * @param since its first agreement; the epoch, 1970, if it never had one
     */
    record TrackRecord(long partners, long reneged, Instant since) {}

    /** Signed by the proposer; the same bytes again are the same proposal. */
    record Propose(AgreementTerms terms, Bytes signature) implements NegotiationMessage {
        public Propose {
            checkSignature(signature);
        }
    }

    /** The responder's signature over the proposed terms. It has saved the agreement already. */
    record Accept(AgreementId agreement, int version, Bytes signature) implements NegotiationMessage {
        public Accept {
            checkSignature(signature);
        }
    }

    /** The responder would agree to these terms instead; the proposer may propose them. */
    record Counter(AgreementTerms terms, String reason) implements NegotiationMessage {}

    /** Either side: no agreement. */
    record Decline(ErrorCode code, String reason) implements NegotiationMessage {}

    /** Which agreements have we two signed? */
    record AgreementGet() implements NegotiationMessage {}

    /**
     * AGREEMENT: what both signed.
     *
     * @param ended those under which nothing new is stored any more, but something is still held
     */
    record AgreementAnswer(List<SignedAgreement> lasting, List<SignedAgreement> ended) implements NegotiationMessage {
        public AgreementAnswer {
            lasting = List.copyOf(lasting);
            ended = List.copyOf(ended);
            if (lasting.size() + ended.size() > Limits.AGREEMENTS) {
                throw new IllegalArgumentException("at most " + Limits.AGREEMENTS + " agreements at once");
            }
        }
    }

    /** An agreement with the device certificates that its signatures are valid under: proof without a ledger. */
    record SignedAgreement(Agreement agreement, DeviceCert proposer, DeviceCert responder) {}

    /** Send me so many bytes, so that I can measure how fast they come. @param bytes 1 to {@link Limits#PROBE} */
    record Probe(int bytes) implements NegotiationMessage {
        public Probe {
            if (bytes < 1 || bytes > Limits.PROBE) {
                throw new IllegalArgumentException("a probe has 1 to " + Limits.PROBE + " bytes, not " + bytes);
            }
        }
    }

    /** PROBE_DATA: some of them. They mean nothing. */
    record ProbeData(Bytes filling) implements NegotiationMessage {
        public ProbeData {
            if (filling.length() < 1 || filling.length() > Limits.PROBE_PIECE) {
                throw new IllegalArgumentException("a piece of a probe has 1 to " + Limits.PROBE_PIECE + " bytes");
            }
        }
    }

    /** I leave this agreement. The answer says how much of yours you still need from me; so I may ask again and again. */
    record Notice(AgreementId agreement) implements NegotiationMessage {}

    /**
     * NOTICE_TAKEN: the agreement is closing here, too.
     *
     * @param blocks of the answerer that have no other place than with the leaver yet; 0 once all have moved
     * @param bytes of their payloads
     */
    record NoticeTaken(AgreementId agreement, long blocks, ByteCount bytes) implements NegotiationMessage {
        public NoticeTaken {
            if (blocks < 0) {
                throw new IllegalArgumentException("there are no " + blocks + " blocks");
            }
        }
    }

    private static void checkSignature(Bytes signature) {
        if (signature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("a signature has 64 bytes");
        }
    }
}
