// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.holdfast.core.Self;
import org.holdfast.core.audit.AuditBench;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.audit.AuditOwner;
import org.holdfast.core.audit.AuditVerdict;
import org.holdfast.core.audit.Catalogue;
import org.holdfast.core.audit.NewChallenge;
import org.holdfast.core.audit.OwnCatalogue;
import org.holdfast.core.audit.OwnChallenge;
import org.holdfast.core.audit.OwnerKeys;
import org.holdfast.core.port.AuditRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.KeyRing;
import org.holdfast.format.KeyUse;
import org.holdfast.format.Signatures;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AuditId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.Network;
import org.holdfast.node.net.PeerLink;
import org.holdfast.node.net.PeerStream;
import org.holdfast.node.net.Talk;
import org.holdfast.node.work.Lender;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.wire.AuditCommit;
import org.holdfast.wire.AuditNames;
import org.holdfast.wire.Limits;

/**
 * One audit of one partner: take the challenge that it owes, or throw a new one; make that durable; put it; say what came
 * of it. Thread-safe, but only one audit under an agreement may be under way.
 */
public final class AuditRound {
    private static final String NUMBER = "audit.number.";
    private static final byte[] COIN = {'c', 'o', 'i', 'n'};
    private static final int TRIES = 3;
    private static final String OVERTAKEN = "audit.overtaken.";
    private static final Duration SELDOM = Duration.ofDays(30);

    /** No clock was ever so far ahead that a number above this many seconds from now was given. */
    private static final long FARTHEST = 1L << 32;

    /** For all of an audit but what is sent; each answer has its own time, too. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** What a partner sends in a second at least: half of the least bandwidth that people ask for, 64 kbit/s. */
    private static final long SLOWEST_BYTES = 4 << 10;

    private final Parts parts;
    private final OwnerKeys owned;
    private final OwnCatalogue catalogues;
    private final KnownSchemes known;
    private final Map<AgreementId, List<Integer>> unasked = new ConcurrentHashMap<>(); // at the last look

    /** What it works with. */
    public record Parts(
            Self self,
            KeyRing keys,
            Ledger ledger,
            Network network,
            Lender lender,
            NodeClock clock,
            RandomGenerator random) {}

    public AuditRound(Parts parts) {
        this.parts = parts;
        this.owned =
                new KeptKeys(parts.self().id(), parts.keys(), parts.ledger().segments());
        this.catalogues = new OwnCatalogue(parts.ledger().segments());
        this.known = new KnownSchemes(parts.ledger().settings(), parts.clock());
    }

    /** What lies with the partner and can be asked for. */
    public List<PlacementRow> receipted(OwnerId partner, AgreementId agreement) {
        return catalogues.receipted(partner, agreement);
    }

    /** The schemes whose tags some of these blocks carry, beside whole blocks, which need none. */
    private static List<Integer> schemes(List<PlacementRow> rows) {
        TreeSet<Integer> found = new TreeSet<>();
        rows.forEach(row -> found.add(row.auditSuite()));
        found.remove(Formats.AUDIT_BLOCK_V1.number());
        return List.copyOf(found);
    }

    /** The same, without those that the partner said today it does not know. */
    List<Integer> schemes(AgreementId agreement, List<PlacementRow> rows) {
        List<Integer> tagged = schemes(rows);
        List<Integer> asked = tagged.stream()
                .filter(scheme -> known.isToAsk(agreement, scheme))
                .toList();
        unasked.put(
                agreement,
                tagged.stream().filter(scheme -> !asked.contains(scheme)).toList());
        return asked;
    }

    /** Schemes of this node's blocks that the partner does not know, as it said last. */
    public List<Integer> unknown(AgreementId agreement) {
        return unasked.getOrDefault(agreement, List.of());
    }

    /**
     * Audits. What the partner owes already comes first, whatever is wanted now.
     *
     * @param wanted number of the scheme
     * @param count pieces to draw
     * @return empty if the partner has nothing that could be asked for in this scheme
     */
    public Optional<AuditResult> audit(
            OwnerId partner, AgreementId agreement, List<PlacementRow> rows, int wanted, int count) {
        try (LentSchemes schemes = new LentSchemes(parts.lender())) {
            for (int i = 0; i < TRIES; i++) {
                Optional<OwnChallenge> challenge = challenge(schemes, partner, agreement, rows, wanted, count);
                if (challenge.isEmpty()) {
                    return Optional.empty();
                }
                Optional<AuditResult> result = put(schemes, challenge.get());
                if (result.isPresent()) {
                    return result;
                }
            }
            return Optional.of(result(
                    partner,
                    agreement,
                    new AuditFinding.Misbehaved("it always knows of a later audit"),
                    String.valueOf(wanted)));
        } catch (HoldfastException e) {
            return Optional.of(result(
                    partner,
                    agreement,
                    new AuditFinding.Unknown(e.code(), String.valueOf(e.getMessage())),
                    String.valueOf(wanted)));
        }
    }

    /** The scheme of the challenge that a partner owes an answer to. */
    Optional<Integer> owed(AgreementId agreement) {
        return parts.ledger()
                .audits()
                .owed(agreement)
                .map(row ->
                        OwnChallenge.read(row, parts.self().device()).commit().scheme());
    }

    private Optional<OwnChallenge> challenge(
            LentSchemes schemes,
            OwnerId partner,
            AgreementId agreement,
            List<PlacementRow> rows,
            int wanted,
            int count) {
        Optional<OwnChallenge> owed = parts.ledger()
                .audits()
                .owed(agreement)
                .map(row -> OwnChallenge.read(row, parts.self().device()));
        if (owed.isPresent()) {
            return owed;
        }
        Catalogue catalogue = catalogues.of(rows, wanted, parts.random().nextLong() >>> 1);
        if (catalogue.isEmpty()) {
            return Optional.empty();
        }
        AuditScheme scheme = schemes.find(wanted)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.PROVIDER_UNKNOWN,
                        "audit scheme " + wanted,
                        "No bundle that is installed audits in scheme " + wanted + "."));
        OwnChallenge made = commit(scheme, partner, agreement, catalogue, count);
        parts.ledger().audits().owe(made.row());
        return Optional.of(made);
    }

    private OwnChallenge commit(
            AuditScheme scheme, OwnerId partner, AgreementId agreement, Catalogue catalogue, int count) {
        byte[] id = new byte[16];
        parts.random().nextBytes(id);
        Instant now = parts.clock().instant();
        var names = new AuditNames(AuditId.of(id), parts.self().id(), partner, agreement);
        return new NewChallenge(
                        names,
                        number(agreement, now),
                        scheme.id().number(),
                        scheme.shape(),
                        count,
                        catalogue,
                        half(names.audit(), now),
                        parameters(scheme, partner, agreement, catalogue))
                .commit(parts.self(), now);
    }

    /** Above all before, and above those of a ledger that was lost: seconds run faster than audits follow each other. */
    private long number(AgreementId agreement, Instant now) {
        parts.ledger().settings().raise(NUMBER + agreement, now.getEpochSecond());
        return parts.ledger().settings().next(NUMBER + agreement);
    }

    /** Ra: of chance, time and key, so that a random generator that repeats itself gives nothing away. */
    private Digest half(AuditId audit, Instant now) {
        byte[] random = new byte[32];
        parts.random().nextBytes(random);
        byte[] when = new ByteWriter(8).i64(now.toEpochMilli()).toArray();
        return Digest.of(
                parts.keys().generation(parts.keys().current()).mac(KeyUse.AUDIT, COIN, random, when, audit.bytes()));
    }

    private List<AuditCommit.Parameters> parameters(
            AuditScheme scheme, OwnerId partner, AgreementId agreement, Catalogue catalogue) {
        TreeSet<Integer> generations = new TreeSet<>();
        catalogue.blocks().stream().map(AuditedBlock::keyGeneration).forEach(generations::add);
        List<AuditCommit.Parameters> all = new ArrayList<>();
        for (int generation : generations) {
            byte[] shared = owned.shared(partner, agreement, scheme, generation);
            byte[] value = scheme.owner(shared).parameters();
            Arrays.fill(shared, (byte) 0);
            if (value.length > 0 && all.size() < Limits.AUDIT_GENERATIONS) {
                all.add(new AuditCommit.Parameters(generation, Bytes.of(value)));
            }
        }
        return all;
    }

    /** Empty if the partner knows of a later audit: then another one, with a higher number, has to be made. */
    private Optional<AuditResult> put(LentSchemes schemes, OwnChallenge challenge) {
        var names = challenge.commit().names();
        var bench = new AuditBench(
                new AuditBench.Parts(parts.self(), parts.ledger(), schemes, owned, parts.clock()), challenge);
        AuditOwner.Outcome outcome = talk(challenge, bench);
        return switch (outcome) {
            case AuditOwner.Outcome.Found(AuditFinding finding) ->
                Optional.of(result(names.partner(), names.agreement(), weighed(challenge, finding), bench));
            case AuditOwner.Outcome.OutOfStep(long number) -> {
                if (number > parts.clock().instant().getEpochSecond() + FARTHEST) {
                    String what = "it names an audit, " + number + ", that this node cannot have made";
                    yield Optional.of(
                            result(names.partner(), names.agreement(), new AuditFinding.Misbehaved(what), bench));
                }
                if (challenge.coin().isPresent() && isOvertakenAgain(names.agreement())) {
                    String what = "it knows of a later audit, though it threw a coin for this one; and that not once";
                    yield Optional.of(
                            result(names.partner(), names.agreement(), new AuditFinding.Misbehaved(what), bench));
                }
                parts.ledger().settings().raise(NUMBER + names.agreement(), number);
                parts.ledger().audits().end(overtaken(challenge));
                yield Optional.empty();
            }
        };
    }

    /** Who does not know a scheme, and never did, owes nothing in it: the challenge is given up. */
    private AuditFinding weighed(OwnChallenge challenge, AuditFinding finding) {
        AgreementId agreement = challenge.commit().names().agreement();
        int scheme = challenge.commit().scheme();
        if (hasTossed(agreement, scheme) || !finding.owed()) {
            known.knows(agreement, scheme);
        }
        if (!known.excuses(agreement, scheme, finding)) {
            return finding;
        }
        parts.ledger().audits().end(overtaken(challenge));
        return new AuditFinding.Unknown(
                ErrorCode.FORMAT_UNKNOWN,
                "it does not know audit scheme " + scheme + "; its blocks are audited whole meanwhile");
    }

    /** Whether the partner has thrown a coin for the challenge that it owes, or for one in this scheme before. */
    private boolean hasTossed(AgreementId agreement, int scheme) {
        boolean now = parts.ledger()
                .audits()
                .owed(agreement)
                .filter(row -> row.coin().length() > 0)
                .isPresent();
        return now
                || parts.ledger()
                        .audits()
                        .last(agreement, scheme)
                        .filter(row -> !row.ended().result().equals("UNDECIDED"))
                        .isPresent();
    }

    /**
     * Once in a while this node has the ledger of another day, and gives up what is over. Whoever says so again after its
     * coin, when it can know what will be asked for, would like another draw.
     */
    private boolean isOvertakenAgain(AgreementId agreement) {
        Ledger.Settings settings = parts.ledger().settings();
        String key = OVERTAKEN + agreement;
        Instant now = parts.clock().instant();
        Optional<Instant> last = settings.get(key).map(noted -> new ByteReader(key, noted.toArray()).millis());
        boolean again = last.filter(
                        time -> !time.isAfter(now) && time.plus(SELDOM).isAfter(now))
                .isPresent();
        if (!again) {
            settings.put(key, Bytes.of(new ByteWriter(8).millis(now).toArray()));
        }
        return again;
    }

    private AuditOwner.Outcome talk(OwnChallenge challenge, AuditBench bench) {
        Optional<PeerLink> link =
                parts.network().link(challenge.commit().names().partner());
        if (link.isEmpty()) {
            return new AuditOwner.Outcome.Found(new AuditFinding.NoAnswer(ErrorCode.PEER_LOST));
        }
        try (PeerStream stream = link.get().converse()) {
            var machine =
                    new AuditOwner(link.get().peer(), challenge, bench.scheme().shape());
            return Talk.hold(machine, bench, stream, parts.clock(), most(challenge));
        } catch (HoldfastException e) {
            return new AuditOwner.Outcome.Found(
                    e.code() == ErrorCode.PEER_LOST
                            ? new AuditFinding.NoAnswer(e.code())
                            : new AuditFinding.Unknown(e.code(), String.valueOf(e.getMessage())));
        }
    }

    /** Else whoever sends a byte now and then is never done, and owes nothing meanwhile. */
    private static Duration most(OwnChallenge challenge) {
        long longest = challenge.catalogue().blocks().stream()
                .mapToLong(AuditedBlock::payloadLength)
                .max()
                .orElse(0);
        return LONGEST.plusSeconds(longest / SLOWEST_BYTES);
    }

    private AuditRow.Ended overtaken(OwnChallenge challenge) {
        AuditCommit commit = challenge.commit();
        return new AuditRow.Ended(
                parts.clock().instant(),
                true,
                commit.names().partner(),
                commit.names().agreement(),
                commit.names().audit(),
                commit.number(),
                commit.scheme(),
                commit.count(),
                new Digest(Id32.ZERO),
                "UNDECIDED",
                0,
                0,
                0,
                Bytes.of(new byte[Signatures.BYTES]),
                Bytes.EMPTY);
    }

    private AuditResult result(OwnerId partner, AgreementId agreement, AuditFinding finding, AuditBench bench) {
        return new AuditResult(
                verdict(partner, agreement, finding), bench.scheme().id().name(), bench.blocks(), bench.received());
    }

    private AuditResult result(OwnerId partner, AgreementId agreement, AuditFinding finding, String scheme) {
        return new AuditResult(verdict(partner, agreement, finding), scheme, 0, 0);
    }

    private AuditVerdict verdict(OwnerId partner, AgreementId agreement, AuditFinding finding) {
        return new AuditVerdict(partner, agreement, parts.clock().instant(), finding);
    }
}
