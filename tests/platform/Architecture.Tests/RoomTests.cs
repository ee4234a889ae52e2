namespace Ecommerce.Architecture.Tests;

public sealed class RoomTests
{
    public static TheoryData<string> Services => Service.All;

    [Theory, MemberData(nameof(Services))]
    public void Service_has_no_other_rooms_than_domain_features_and_infrastructure(string service)
        => Rule.Holds(Service.Rooms(service).OtherRooms());

    [Theory, MemberData(nameof(Services))]
    public void Domain_uses_no_framework(string service)
        => Rule.Holds(Service.Rooms(service).DomainUsesFrameworks());

    [Theory, MemberData(nameof(Services))]
    public void Domain_uses_neither_features_nor_infrastructure(string service)
        => Rule.Holds(Service.Rooms(service).DomainUsesOtherRooms());

    [Theory, MemberData(nameof(Services))]
    public void Infrastructure_uses_no_features(string service)
        => Rule.Holds(Service.Rooms(service).InfrastructureUsesFeatures());

    [Theory, MemberData(nameof(Services))]
    public void Folders_do_not_use_each_other_both_ways(string service)
        => Rule.Holds(Service.Rooms(service).MutualUse());
}
