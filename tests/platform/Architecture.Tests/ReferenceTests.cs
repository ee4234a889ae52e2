namespace Ecommerce.Architecture.Tests;

public sealed class ReferenceTests
{
    [Fact]
    public void Service_references_no_other_service()
        => Rule.Holds(
            from service in Project.All
            where service.IsService
            from used in service.References
            where used.IsService
            select $"{service} references {used}");

    [Fact]
    public void Platform_references_no_service()
        => Rule.Holds(
            from platform in Project.All
            where platform.IsPlatform || platform.Path.StartsWith("Ecommerce.ServiceDefaults/", StringComparison.Ordinal)
            from used in platform.References
            where used.IsService
            select $"{platform} references {used}");
}
