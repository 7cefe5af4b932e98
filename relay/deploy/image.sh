#!/bin/sh
# image.sh JAR DIRECTORY: lays out in DIRECTORY all that the relay needs to run, and nothing else: the parts of the JDK
# that it uses, linked by jlink, its jar, and the C libraries beneath. Wants a JDK (JAVA_HOME, or the one in PATH) and
# glibc. The Dockerfile copies the result into an empty image; chroot runs it as well.
set -eu

jar=$1
root=$2
home=$root/opt/latchkey
jlink=${JAVA_HOME:+$JAVA_HOME/bin/}jlink

modules=java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,jdk.httpserver,jdk.management
# Elliptic curves for TLS, which nothing requires by name; from 22 on they are in java.base.
if "${jlink%jlink}java" --list-modules | grep -q '^jdk.crypto.ec@'; then
  modules=$modules,jdk.crypto.ec
fi

mkdir -p "$root/opt" "$root/tmp" "$root/etc" "$root/proc" "$root/dev"
chmod 755 "$root"
chmod 1777 "$root/tmp"
"$jlink" --add-modules "$modules" --vm server --compress=2 --strip-java-debug-attributes --no-header-files \
  --no-man-pages --output "$home"
cp "$jar" "$home/latchkey-relay.jar"

# The loader and each library that the JDK's own are linked to, where they look for them.
find "$home/bin" "$home/lib" -type f \( -name '*.so' -o -path '*/bin/*' \) -exec ldd {} + 2>/dev/null |
  sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/[^ ]*ld-[^ ]*\) .*/\1/p' | sort -u |
  while read -r library; do
    case $library in
      "$home"/* | "$(cd "$home" && pwd)"/*) continue ;;
    esac
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done

# Without /proc, as in a plain chroot, the loader does not know where the program is, and searches beside libc alone.
libc=$(find "$root" -name 'libc.so.6' | head -n 1)
ln -s /opt/latchkey/lib/libjli.so "$(dirname "$libc")/libjli.so"

# Names of hosts are asked of DNS and /etc/hosts; the user is nobody in particular.
echo 'hosts: files dns' > "$root/etc/nsswitch.conf"
echo 'latchkey:x:65532:65532::/:/none' > "$root/etc/passwd"
