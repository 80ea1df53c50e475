// SPDX-License-Identifier: EPL-2.0
/**
 * {@code holdfast doctor}: finds what is wrong with this machine, with a node or without one. Start with {@link
 * org.holdfast.cli.doctor.DoctorCommand}; each {@link org.holdfast.cli.doctor.Check} looks at one thing.
 */
@NullMarked
package org.holdfast.cli.doctor;

import org.jspecify.annotations.NullMarked;
