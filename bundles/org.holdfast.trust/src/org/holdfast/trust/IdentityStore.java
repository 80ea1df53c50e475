// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.DeviceEpoch;
import org.holdfast.format.identity.EscrowKey;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.Labels;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.trust.internal.AdminKeyFile;
import org.holdfast.trust.internal.NodeKeys;
import org.holdfast.trust.internal.PrivateFiles;
import org.holdfast.trust.internal.StateFile;

/**
 * A node's identity in {@code <home>/identity/}. A new one is made in {@code <home>/identity.new/} and renamed into
 * place: after a crash there is a whole identity or none. The root key exists only inside {@link #create},
 * {@link #recover} and {@link #reissue}.
 *
 * <p>Not thread-safe: one process has a home, and one thread makes or changes its identity.
 */
public final class IdentityStore {
    static final String FOLDER = "identity";

    private static final String REMEDY =
            "Put it back from a copy of the data folder, or move the folder 'identity' away"
                    + " and run 'holdfast recover' with the recovery sheet: nothing that the partners hold is lost";

    private final Path home;
    private final Path folder;
    private final InstantSource clock;
    private final SecureRandom random;

    /** @param home the node's data folder; need not exist yet */
    public IdentityStore(Path home, InstantSource clock, SecureRandom random) {
        this.home = home;
        this.folder = home.resolve(FOLDER);
        this.clock = clock;
        this.random = random;
    }

    /** Whether there is an identity, sound or damaged. */
    public boolean exists() {
        return Files.exists(folder);
    }

    /**
     * Makes the identity of a new machine: device epoch from the clock, key generation 1.
     *
     * @param secret new; stored until the sheet is sealed, and still the caller's to close
     * @throws HoldfastException ALREADY_INITIALISED; USAGE for a name or site that cannot be one
     */
    public Identity create(String name, RecoverySecret secret, Affiliation affiliation) {
        return make(name, secret, SeenKeys.NONE, affiliation);
    }

    /**
     * Makes the identity of a machine that comes back: the same owner, a new device key, a later device epoch and key
     * generation than any seen.
     *
     * @param secret from the sheet; stored until the sheet is sealed again, and still the caller's to close
     * @param seen what is known of the earlier devices; may be {@link SeenKeys#NONE} for now, see {@link #reissue}
     * @throws HoldfastException ALREADY_INITIALISED; USAGE for a name or site that cannot be one
     */
    public Identity recover(String name, RecoverySecret secret, SeenKeys seen, Affiliation affiliation) {
        SeenKeys thisMinute =
                new SeenKeys(DeviceEpoch.at(clock.instant()), 0); // in which the lost one may have been made
        return make(name, secret, seen.and(thisMinute), affiliation);
    }

    private Identity make(String name, RecoverySecret secret, SeenKeys seen, Affiliation affiliation) {
        if (exists()) {
            throw new HoldfastException(
                    ErrorCode.ALREADY_INITIALISED,
                    home.toString(),
                    home + " has an identity already. Use another data folder (--home), or move the folder"
                            + " 'identity' away if you are sure that its recovery sheet is at hand");
        }
        check(name, affiliation);
        Path staged = home.resolve(FOLDER + ".new");
        PrivateFiles.makeFolder(staged);
        Instant now = clock.instant();
        try (NodeKeys keys = newKeys(name, secret, seen, affiliation, now)) {
            clear(staged);
            new SecretStore(staged).keep(secret);
            affiliate(affiliation, keys, secret, staged, now);
            write(staged, keys);
            PrivateFiles.moveFolder(staged, folder);
            return identity(keys);
        } finally {
            clear(staged);
        }
    }

    private Identity identity(NodeKeys keys) {
        return Identity.of(keys, new AdminKeyFile(folder), new SecretStore(folder)::generation);
    }

    /** What a person typed is refused before anything is written. */
    private static void check(String name, Affiliation affiliation) {
        try {
            Labels.name(name);
            switch (affiliation) {
                case Affiliation.Founder(String confederation, String site, boolean escrow) -> {
                    Labels.name(confederation);
                    Labels.site(site);
                }
                case Affiliation.Open(String confederation) -> Labels.name(confederation);
                case Affiliation.Joining _,
                        Affiliation.Certified _,
                        Affiliation.Returning _,
                        Affiliation.Unknown _ -> {}
            }
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(ErrorCode.USAGE, "name", String.valueOf(e.getMessage()), e);
        }
    }

    private NodeKeys newKeys(String name, RecoverySecret secret, SeenKeys seen, Affiliation affiliation, Instant now) {
        KeyPair device = Ed25519.generate(random);
        int generation = Math.addExact(seen.keyGeneration(), 1);
        DeviceCert cert = DeviceCert.issue(
                secret.root(),
                Signatures.signer(device.getPrivate()),
                DeviceEpoch.next(seen.deviceEpoch(), now),
                generation,
                now);
        return new NodeKeys(
                name,
                cert,
                secret.admin().key(),
                Ed25519.seed(device.getPrivate()),
                secret.dedup(),
                generations(secret, generation),
                affiliation instanceof Affiliation.Founder ? Optional.of(secret.adminSeed()) : Optional.empty());
    }

    private static List<byte[]> generations(RecoverySecret secret, int newest) {
        if (newest > NodeKeys.MAX_GENERATIONS) {
            throw new IllegalArgumentException("no owner has " + newest + " key generations");
        }
        List<byte[]> generations = new ArrayList<>();
        for (int g = 1; g <= newest; g++) {
            generations.add(secret.generation(g));
        }
        return generations;
    }

    private void affiliate(Affiliation affiliation, NodeKeys keys, RecoverySecret secret, Path staged, Instant now) {
        ConfederationStore confederations = new ConfederationStore(home).in(staged);
        switch (affiliation) {
            case Affiliation.Founder(String confederation, String site, boolean escrow) -> {
                Signer admin = secret.admin();
                RosterEntry self = RosterEntry.active(keys.cert().owner(), site, keys.name());
                Optional<EscrowKey> key = escrow ? Optional.of(secret.escrowKey()) : Optional.empty();
                Founding founding = new Founding(admin.key(), now, confederation, key);
                confederations.enter(Roster.found(founding, List.of(self), admin));
            }
            case Affiliation.Joining(var code, var seeds) ->
                new JoinStore(home).in(staged).save(new JoinStore.PendingJoin(new Ticket.Code(code), seeds, now));
            case Affiliation.Certified(var confederation, var certificate, var seeds) -> {
                Ticket ticket = new Ticket.Certificate(certificate.wish(confederation, keys.cert()));
                new JoinStore(home).in(staged).save(new JoinStore.PendingJoin(ticket, seeds, now));
            }
            case Affiliation.Open(String confederation) -> confederations.note(ConfederationRef.open(confederation));
            case Affiliation.Returning(ConfederationRef confederation) -> confederations.note(confederation);
            case Affiliation.Unknown() -> {}
        }
    }

    /**
     * Takes another join code in the place of one that did not let this machine in. The identity stays, and a running
     * node goes on with the new code by itself.
     *
     * @throws HoldfastException HOME_MISSING; ALREADY_INITIALISED if the machine is in a confederation
     */
    public void rejoin(Affiliation.Joining joining) {
        rejoin(new Ticket.Code(joining.code()), joining.seeds());
    }

    /** The same with a certificate in the place of a code, or of another certificate. */
    public void rejoin(Affiliation.Certified joining) {
        try (NodeKeys keys = read()) {
            CertifiedJoin wish = joining.certificate().wish(joining.confederation(), keys.cert());
            rejoin(new Ticket.Certificate(wish), joining.seeds());
        }
    }

    private void rejoin(Ticket ticket, List<NodeAddress> seeds) {
        present();
        Optional<Confederation> entered = new ConfederationStore(home).load();
        if (entered.isPresent()) {
            throw new HoldfastException(
                    ErrorCode.ALREADY_INITIALISED,
                    home.toString(),
                    "The machine of " + home + " is in the confederation '"
                            + entered.get().ref().name()
                            + "' already: nothing was changed. For another confederation use another data folder"
                            + " (--home)");
        }
        new JoinStore(home).save(new JoinStore.PendingJoin(ticket, seeds, clock.instant()));
    }

    /** Whether this machine is in a confederation: what it knows of the roster may still be nothing. */
    public boolean isMember() {
        return exists() && new ConfederationStore(home).load().isPresent();
    }

    /** Reads the identity. @throws HoldfastException HOME_MISSING if there is none, IDENTITY_DAMAGED */
    public Identity load() {
        try (NodeKeys keys = read()) {
            new SecretStore(folder).finishSealing();
            return identity(keys);
        }
    }

    /**
     * Issues a new certificate for the same device key when partners have shown that earlier devices got further than
     * was known: a later device epoch than any, and a key generation of its own. Keeps the admin key as well, if the
     * stored roster names it: an admin is back. Needs the recovery secret.
     *
     * @throws HoldfastException SECRET_SEALED, IDENTITY_DAMAGED
     */
    public Identity reissue(SeenKeys seen) {
        try (NodeKeys old = read();
                RecoverySecret secret = secrets().secret()) {
            int generation = Math.max(old.cert().keyGeneration(), Math.addExact(seen.keyGeneration(), 1));
            int highest = Math.max(old.cert().deviceEpoch(), seen.deviceEpoch());
            Instant now = clock.instant();
            DeviceCert cert = DeviceCert.issue(
                    secret.root(),
                    Signatures.signer(Ed25519.privateKey(old.deviceSeed())),
                    DeviceEpoch.next(highest, now),
                    generation,
                    now);
            boolean admin = old.adminSeed().isPresent() || rosterNames(old.adminKey());
            Optional<byte[]> adminSeed = admin ? Optional.of(secret.adminSeed()) : Optional.empty();
            return replace(old, cert, generations(secret, generation), adminSeed);
        }
    }

    private boolean rosterNames(DeviceKey adminKey) {
        return new ConfederationStore(home)
                .load()
                .flatMap(Confederation::roster)
                .filter(roster -> roster.admins().contains(adminKey))
                .isPresent();
    }

    /**
     * Keeps the admin key on this machine, for an owner that is to be made an admin. Changes nothing of {@code node.keys},
     * so a node may run meanwhile. Needs the recovery secret on this machine.
     *
     * @throws HoldfastException SECRET_SEALED, IDENTITY_DAMAGED
     */
    public Identity keepAdminKey() {
        try (RecoverySecret secret = secrets().secret()) {
            return keepAdminKey(secret);
        }
    }

    /**
     * The same with the secret from the sheet, where it is on paper only.
     *
     * @throws HoldfastException WRONG_KEY if it is another machine's, IDENTITY_DAMAGED
     */
    public Identity keepAdminKey(RecoverySecret secret) {
        try (NodeKeys keys = read()) {
            if (!secret.owner().equals(keys.cert().owner())) {
                throw new HoldfastException(
                        ErrorCode.WRONG_KEY,
                        "recovery sheet",
                        "this is the recovery sheet of another machine, "
                                + secret.owner().brief() + ", and this one is "
                                + keys.cert().owner().brief() + ": nothing was changed");
            }
            byte[] seed = secret.adminSeed();
            try {
                new AdminKeyFile(folder).write(seed);
            } finally {
                Arrays.fill(seed, (byte) 0);
            }
            return identity(keys);
        }
    }

    private Identity replace(NodeKeys old, DeviceCert cert, List<byte[]> generations, Optional<byte[]> adminSeed) {
        try (NodeKeys keys = new NodeKeys(
                old.name(),
                cert,
                old.adminKey(),
                old.deviceSeed().clone(),
                old.dedup().clone(),
                generations,
                adminSeed)) {
            write(folder, keys);
            return identity(keys);
        }
    }

    /** The recovery secret of this identity. @throws HoldfastException HOME_MISSING */
    public SecretStore secrets() {
        present();
        return new SecretStore(folder);
    }

    private void present() {
        if (!exists()) {
            throw new HoldfastException(
                    ErrorCode.HOME_MISSING,
                    home.toString(),
                    home + " has no identity yet: run 'holdfast init', or 'holdfast recover' with a recovery sheet");
        }
    }

    private NodeKeys read() {
        present();
        return keysFile(folder).readExisting(NodeKeys::read);
    }

    private static void write(Path folder, NodeKeys keys) {
        byte[] body = keys.bytes();
        try {
            keysFile(folder).write(body);
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private static StateFile keysFile(Path folder) {
        return new StateFile(folder.resolve("node.keys"), "HFIK", NodeKeys.MAX_BYTES, REMEDY);
    }

    /** Erases what an interrupted attempt left: it never became an identity, so nothing depends on its keys. */
    private static void clear(Path staged) {
        for (String file : List.of("node.keys", "secret", "confederation", "join")) {
            if (Files.isDirectory(staged)) {
                PrivateFiles.erase(staged.resolve(file));
            }
        }
    }
}
