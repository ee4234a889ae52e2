namespace Ecommerce.BackOffice.Features.Products.Import;

/// <summary>A line of a file.</summary>
/// <param name="Number">In the file, from 1.</param>
/// <param name="Text">As the file has it.</param>
/// <param name="Json">As the API takes it.</param>
public sealed record ImportLine(int Number, string Text, string Json);

/// <summary>A line that the API refused, and why.</summary>
public sealed record BadLine(int Number, string Reason, string Text);
