// SPDX-License-Identifier: EPL-2.0
@NullMarked
package org.holdfast.discovery.jgroups.internal;

import org.jspecify.annotations.NullMarked;
