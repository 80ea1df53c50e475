// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the addresses that the settings name are this machine's. */
final class AddressCheck implements Check {
    @Override
    public String name() {
        return "address";
    }

    @Override
    public List<Finding> look(Patient patient) {
        List<Finding> findings = new ArrayList<>();
        try {
            bound(patient.settings().text("bind.address")).ifPresent(findings::add);
            advertised(patient.settings().text("advertise.address")).ifPresent(findings::add);
            if (findings.isEmpty()) {
                findings.add(dialled(patient.settings()));
            }
        } catch (IOException e) {
            findings.add(Finding.unknown(
                    name(), "The addresses of this machine cannot be read: " + e.getMessage() + ".", ""));
        }
        return findings;
    }

    private Optional<Finding> bound(String address) throws IOException {
        return isOwn(address)
                ? Optional.empty()
                : Optional.of(Finding.problem(
                        name(),
                        "'bind.address' is " + address
                                + ", which is no address of this machine: the node cannot start.",
                        "'holdfast config set bind.address 0.0.0.0' listens everywhere."));
    }

    private Optional<Finding> advertised(String address) throws IOException {
        return address.isEmpty() || isOwn(address)
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        name(),
                        "'advertise.address' is " + address + ", which is no address of this machine.",
                        "That is right only where a router forwards it to here; else clear it with 'holdfast config set"
                                + " advertise.address \"\"'."));
    }

    private Finding dialled(NodeSettings settings) throws IOException {
        String bound = settings.text("bind.address");
        List<String> found = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
                .map(InetAddress::getHostAddress)
                .toList();
        if (!InetAddress.getByName(bound).isAnyLocalAddress()) {
            return Finding.ok(name(), "Other nodes dial " + bound + ".");
        }
        return found.isEmpty()
                ? Finding.warning(
                        name(),
                        "This machine has no address that another one could dial.",
                        "Connect it to the network.")
                : Finding.ok(name(), "Other nodes dial " + String.join(" or ", found) + ".");
    }

    private static boolean isOwn(String address) throws IOException {
        try {
            InetAddress meant = InetAddress.getByName(address);
            return meant.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(meant) != null
                    || canBeListenedAt(meant);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Some systems have addresses that no interface lists, as Linux all that begin with 127. */
    private static boolean canBeListenedAt(InetAddress address) {
        try (ServerSocket probe = new ServerSocket(0, 1, address)) {
            return probe.isBound();
        } catch (IOException e) { // that it cannot is the answer
            return false;
        }
    }
}
