// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.security.PrivateKey;
import java.util.Optional;
import java.util.function.IntFunction;
import org.holdfast.format.Ed25519;
import org.holdfast.format.KeyRing;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.OwnerId;
import org.holdfast.spi.transport.LocalKey;
import org.holdfast.trust.internal.AdminKeyFile;
import org.holdfast.trust.internal.NodeKeys;
import org.holdfast.trust.internal.StoredKeyRing;

/**
 * Who this node is, in memory: its certificate, its device key, the keys of its data. Has no root key and no recovery
 * secret. Thread-safe. {@link #close} overwrites the keys of the data; the JDK's signing keys cannot be overwritten.
 */
public final class Identity implements AutoCloseable {
    private final String name;
    private final DeviceCert cert;
    private final DeviceKey adminKey;
    private final LocalKey localKey;
    private final Signer device;
    private final AdminKeyFile adminFile;
    private final StoredKeyRing keys;
    private volatile Optional<Signer> admin;

    private Identity(NodeKeys stored, AdminKeyFile adminFile, IntFunction<Optional<byte[]>> later) {
        PrivateKey deviceKey = Ed25519.privateKey(stored.deviceSeed());
        name = stored.name();
        cert = stored.cert();
        adminKey = stored.adminKey();
        localKey = new LocalKey(cert.device(), deviceKey);
        device = Signatures.signer(deviceKey);
        admin = stored.adminSeed().map(seed -> Signatures.signer(Ed25519.privateKey(seed)));
        this.adminFile = adminFile;
        keys = new StoredKeyRing(
                stored.generations().stream().map(byte[]::clone).toList(), later, cert.keyGeneration(), stored.dedup());
    }

    /** Copies what it needs. @param later see {@link StoredKeyRing} */
    static Identity of(NodeKeys stored, AdminKeyFile adminFile, IntFunction<Optional<byte[]>> later) {
        return new Identity(stored, adminFile, later);
    }

    public OwnerId owner() {
        return cert.owner();
    }

    /** As people call this machine. */
    public String name() {
        return name;
    }

    public DeviceCert certificate() {
        return cert;
    }

    /** Signs as this device. */
    public Signer device() {
        return device;
    }

    /** The same key for the transport. */
    public LocalKey localKey() {
        return localKey;
    }

    /**
     * The keys of the owner's data: the stored generations and, as long as the recovery secret is on this machine, any
     * later one for reading.
     */
    public KeyRing keys() {
        return keys;
    }

    /** The public half of this owner's admin key, whether or not any roster names it. */
    public DeviceKey adminKey() {
        return adminKey;
    }

    /**
     * Signs rosters, if this machine keeps the admin key: the founder's does, and one that made it
     * ({@link IdentityStore#keepAdminKey}), also while this identity is in use.
     *
     * @throws org.holdfast.model.HoldfastException IDENTITY_DAMAGED
     */
    public Optional<Signer> admin() {
        Optional<Signer> known = admin;
        if (known.isEmpty()) {
            known = adminFile.read(adminKey);
            admin = known;
        }
        return known;
    }

    @Override
    public void close() {
        keys.close();
    }

    @Override
    public String toString() {
        return "identity of " + name + " (" + owner().brief() + ")";
    }
}
