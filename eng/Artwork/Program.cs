using Ecommerce.Artwork;

// Draws the pictures of the demo catalogue's products: dotnet run --project eng/Artwork, from the repository's root.
// With --preview FOLDER [SKU ...] it only writes contact sheets into a folder, of products whose SKU begins so.
try
{
    var gallery = Gallery.Of(Directory.GetCurrentDirectory());
    var errors = args switch
    {
        [] => gallery.Write(),
        ["--preview", var folder, .. var skus] => gallery.Preview(folder, skus),
        _ => throw new InvalidOperationException("Usage: dotnet run --project eng/Artwork [-- --preview FOLDER [SKU ...]]"),
    };

    foreach (var error in errors)
        Console.Error.WriteLine(error);
    return errors.Count == 0 ? 0 : 1;
}
catch (IOException missing)
{
    Console.Error.WriteLine($"{missing.Message} Run from the repository's root: dotnet run --project eng/Artwork");
    return 1;
}
catch (InvalidOperationException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}
