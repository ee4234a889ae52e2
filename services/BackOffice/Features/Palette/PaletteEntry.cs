namespace Ecommerce.BackOffice.Features.Palette;

/// <summary>Something that was found.</summary>
/// <param name="Kind">What it is.</param>
public sealed record PaletteEntry(string Kind, string Label, string Address)
{
    public override string ToString() => Label;
}
