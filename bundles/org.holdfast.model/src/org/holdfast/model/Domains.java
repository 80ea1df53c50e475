// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/**
 * What a node shares its fate with. The host is the failure domain that keeps two shards of a codeword apart; the
 * others are labels that placement spreads over.
 *
 * @param host a stable id of the physical machine
 * @param site where it stands, such as a building
 * @param osFamily such as {@code linux}
 * @param arch such as {@code amd64}
 * @param labels whatever else people say of it
 */
public record Domains(String host, String site, String osFamily, String arch, NodeLabels labels) {
    private static final int LONGEST = 64;

    public Domains {
        check("host", host);
        check("site", site);
        check("osFamily", osFamily);
        check("arch", arch);
    }

    /** Without labels. */
    public Domains(String host, String site, String osFamily, String arch) {
        this(host, site, osFamily, arch, NodeLabels.NONE);
    }

    public Domains labelled(NodeLabels other) {
        return new Domains(host, site, osFamily, arch, other);
    }

    /** Labels are only named where there are any, so that messages stay short. */
    @Override
    public String toString() {
        String more = labels.isEmpty() ? "" : ", labels=" + labels;
        return "Domains[host=" + host + ", site=" + site + ", osFamily=" + osFamily + ", arch=" + arch + more + "]";
    }

    private static void check(String what, String label) {
        if (label.isBlank() || label.length() > LONGEST || label.chars().anyMatch(c -> c < 32 || c > 126)) {
            throw new IllegalArgumentException(
                    what + " must be 1 to " + LONGEST + " printable ASCII characters, not '" + label + "'");
        }
    }
}
