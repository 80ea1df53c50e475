// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import java.time.InstantSource;
import java.util.Optional;
import org.holdfast.cli.Home;
import org.holdfast.cli.NodeClient;

/**
 * What is looked at.
 *
 * @param settings as the node has them; without a node, as its file says
 * @param node empty where none runs, or none answers
 */
record Patient(Home home, NodeSettings settings, Optional<NodeClient> node, InstantSource clock) {}
