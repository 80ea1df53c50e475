// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.cli.Fields;

/**
 * Whether a firewall may keep others out. Its rules can be read by the administrator only, so this looks whether one of
 * the usual ones is on, and whether other nodes get through all the same.
 *
 * @param root of the file system
 */
record FirewallCheck(Path root) implements Check {
    @Override
    public String name() {
        return "firewall";
    }

    @Override
    public List<Finding> look(Patient patient) {
        boolean reached = patient.node()
                .map(node -> Fields.number(node.getOne("/v1/status"), "partners_reachable") > 0)
                .orElse(false);
        return List.of(judge(
                on(),
                reached,
                patient.settings().text("node.port"),
                patient.settings().text("discovery.multicast.port")));
    }

    Finding judge(List<String> on, boolean reached, String port, String multicast) {
        if (on.isEmpty()) {
            return Finding.ok(name(), "None of the firewalls that Holdfast knows (ufw, firewalld) is on.");
        }
        String found = "A firewall is on (" + String.join(", ", on) + ")";
        return reached
                ? Finding.ok(name(), found + ", and partners are reached.")
                : Finding.warning(
                        name(),
                        found + ", and no partner is reached.",
                        on.contains("ufw")
                                ? "ufw allow " + port + "/tcp && ufw allow " + multicast + "/udp"
                                : "firewall-cmd --permanent --add-port=" + port + "/tcp --add-port=" + multicast
                                        + "/udp && firewall-cmd --reload");
    }

    private List<String> on() {
        List<String> on = new ArrayList<>();
        if (says(root.resolve("etc/ufw/ufw.conf"), "ENABLED=yes")) {
            on.add("ufw");
        }
        if (Files.exists(root.resolve("run/firewalld")) || Files.exists(root.resolve("run/firewalld.pid"))) {
            on.add("firewalld");
        }
        return on;
    }

    private static boolean says(Path file, String line) {
        try {
            return Files.isReadable(file)
                    && Files.readAllLines(file).stream()
                            .anyMatch(each -> each.strip().equals(line));
        } catch (IOException e) {
            return false; // what cannot be read is not known to be on
        }
    }
}
