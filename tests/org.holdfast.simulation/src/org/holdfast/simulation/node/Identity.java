// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import java.time.Duration;
import org.holdfast.core.Self;
import org.holdfast.format.DedupKeys;
import org.holdfast.format.Ed25519;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.KeyRing;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.DeviceEpoch;
import org.holdfast.model.Domains;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.simulation.World;

/** Who a machine is: its root key, its present device, its keys and where it stands. */
public record Identity(int host, Signer root, Self self, KeyRing keys, Domains domains) {
    private static final String[] SITES = {"berlin", "lisbon", "oslo"};

    /** A new machine with keys from the world's chance. */
    public static Identity create(int host, World world) {
        Signer root = signer(world);
        Domains domains = new Domains("host-" + host, SITES[host % SITES.length], "linux", "amd64");
        Keys keys = new Keys(GenerationKeys.derive(1, world.randomBytes(32)), DedupKeys.derive(world.randomBytes(32)));
        return new Identity(host, root, device(root, DeviceEpoch.at(World.BEGINNING), world), keys, domains);
    }

    /** The same owner with its next device, as after a recovery. */
    public Identity withNewDevice(World world) {
        int epoch =
                DeviceEpoch.next(self.certificate().deviceEpoch(), world.clock().instant());
        return new Identity(host, root, device(root, epoch, world), keys, domains);
    }

    /** A second device that the sheet made under the same number, as after a recovery on two machines at once. */
    public Identity withRivalDevice(World world, int otherHost) {
        Self rival = device(root, self.certificate().deviceEpoch(), world);
        return new Identity(otherHost, root, rival, keys, domains);
    }

    /** The same machine a second time, as a copied virtual machine is. */
    public Identity twin(int otherHost) {
        return new Identity(otherHost, root, self, keys, domains);
    }

    /** Another identity on the machine of that name. */
    public Identity on(String machine) {
        return new Identity(
                host, root, self, keys, new Domains(machine, domains.site(), domains.osFamily(), domains.arch()));
    }

    private static Self device(Signer root, int epoch, World world) {
        Signer device = signer(world);
        return Self.of(DeviceCert.issue(root, device, epoch, 1, World.BEGINNING.minus(Duration.ofDays(1))), device);
    }

    /** A key pair of the world's chance. */
    public static Signer signer(World world) {
        return Signatures.signer(Ed25519.privateKey(world.randomBytes(32)));
    }

    public OwnerId id() {
        return self.id();
    }

    /** One generation is enough here. */
    private record Keys(GenerationKeys only, DedupKeys dedup) implements KeyRing {
        @Override
        public GenerationKeys generation(int generation) {
            if (generation != 1) {
                throw new HoldfastException(ErrorCode.WRONG_KEY, "generation " + generation, "there is only one");
            }
            return only;
        }

        @Override
        public int current() {
            return 1;
        }
    }
}
