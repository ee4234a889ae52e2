using NetArchTest.Rules;

namespace Ecommerce.Architecture.Tests;

/// <summary>The rules find what breaks them.</summary>
public sealed class RoomRuleTests
{
    private readonly Rooms rooms = new(Types.InAssembly(typeof(RoomRuleTests).Assembly), "Broken");

    [Fact]
    public void Room_of_another_name_is_found()
        => Assert.Contains("Broken.Helpers.StringHelper", Assert.Single(rooms.OtherRooms()), StringComparison.Ordinal);

    [Fact]
    public void Framework_inside_of_an_asynchronous_method_of_the_domain_is_found()
        => Assert.Contains("Broken.Domain.Orders.Order", Assert.Single(rooms.DomainUsesFrameworks()), StringComparison.Ordinal);

    [Fact]
    public void Feature_in_a_generic_argument_of_the_domain_is_found()
        => Assert.Contains("Broken.Domain.Orders.Order", Assert.Single(rooms.DomainUsesOtherRooms()), StringComparison.Ordinal);

    [Fact]
    public void Feature_in_infrastructure_is_found()
        => Assert.Contains(
            "Broken.Infrastructure.Postgres.OrderStore", Assert.Single(rooms.InfrastructureUsesFeatures()), StringComparison.Ordinal);

    [Fact]
    public void Folders_that_use_each_other_are_found()
        => Assert.StartsWith(
            "Features.Checkout (CheckoutRequest) and Infrastructure.Postgres (OrderStore)", Assert.Single(rooms.MutualUse()),
            StringComparison.Ordinal);
}
