using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

internal static class MountsManifest
{
    public static void Write(Utf8JsonWriter writer, IResource container, Func<string, string> relative)
    {
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().ToLookup(mount => mount.Type);
        Write(writer, "bindMounts", "source", mounts[ContainerMountType.BindMount], relative);
        Write(writer, "volumes", "name", mounts[ContainerMountType.Volume], name => name);
    }

    private static void Write(
        Utf8JsonWriter writer, string kind, string sourceName, IEnumerable<ContainerMountAnnotation> mounts, Func<string, string> sourceOf)
    {
        if (!mounts.Any())
            return;

        writer.WriteStartArray(kind);
        foreach (var mount in mounts)
        {
            writer.WriteStartObject();
            if (mount.Source is { } source)
                writer.WriteString(sourceName, sourceOf(source));
            writer.WriteString("target", mount.Target);
            writer.WriteBoolean("readOnly", mount.IsReadOnly);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
