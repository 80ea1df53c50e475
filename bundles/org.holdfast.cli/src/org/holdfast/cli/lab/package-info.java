// SPDX-License-Identifier: EPL-2.0
/**
 * A confederation on one machine, to try Holdfast and to test it: real node processes on the loopback interface. Start
 * with {@link org.holdfast.cli.lab.Lab}.
 */
@NullMarked
package org.holdfast.cli.lab;

import org.jspecify.annotations.NullMarked;
