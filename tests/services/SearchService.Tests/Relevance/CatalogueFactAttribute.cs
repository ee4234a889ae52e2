using Ecommerce.Testing;

namespace Ecommerce.SearchService.Tests.Relevance;

/// <summary>Needs a catalogue that nobody on this project wrote; says so where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CatalogueFactAttribute : FactAttribute
{
    public CatalogueFactAttribute()
    {
        if (!System.IO.File.Exists(File))
            Skip = $"{File} is absent";
    }

    public static string File { get; } = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "catalog-101.json"));
}
